/**
 * The acting verbs of the command line: through the running daemon, or, if none runs, straight to
 * the journal under its lock; never both.
 */
@NullMarked
package org.ingestd.daemon.orders;

import org.jspecify.annotations.NullMarked;
