/**
 * The verb {@code replay}: through the running daemon, or, where none runs, by this process under
 * the journal's lock; never both.
 */
@NullMarked
package org.ingestd.daemon.replay;

import org.jspecify.annotations.NullMarked;
