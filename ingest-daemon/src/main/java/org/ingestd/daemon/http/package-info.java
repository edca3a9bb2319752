/**
 * What the daemon shows over HTTP: the page, the API, metrics and health; and the acting calls on
 * single files. Loopback only.
 */
@NullMarked
package org.ingestd.daemon.http;

import org.jspecify.annotations.NullMarked;
