/**
 * How what happens is told: logs, metrics and the last events, each a listener of the routes;
 * nothing here decides anything.
 */
@NullMarked
package org.ingestd.daemon.telling;

import org.jspecify.annotations.NullMarked;
