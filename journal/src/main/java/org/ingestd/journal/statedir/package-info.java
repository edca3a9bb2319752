/**
 * What lies beside the journal in the state directory: the lock that keeps it with one process, and
 * the mark by which a lost or older journal is noticed. No SQL stands here.
 */
@NullMarked
package org.ingestd.journal.statedir;

import org.jspecify.annotations.NullMarked;
