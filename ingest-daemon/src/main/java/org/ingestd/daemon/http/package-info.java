/**
 * What the daemon shows over HTTP: the page, the API, metrics and health; read-only, loopback only.
 */
@NullMarked
package org.ingestd.daemon.http;

import org.jspecify.annotations.NullMarked;
