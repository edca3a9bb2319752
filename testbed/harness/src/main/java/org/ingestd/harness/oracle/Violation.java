// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

/** Everything that may never be, whatever happens to the daemon. */
public enum Violation {
  /** On the disk, and the journal does not know it or says that it is gone. */
  LOST,
  /** One file stands for two: two rows of the journal, two DIDs, two replicas at one path. */
  DOUBLED,
  WRONG_SIZE,
  WRONG_CHECKSUM,
  /** The replica on the source RSE has another path than the file. */
  WRONG_PFN,
  /** Attached to a dataset that it does not belong to, or that is full without it. */
  WRONG_DATASET,
  /** A dataset is closed, and a file that was put into it is not there. */
  CLOSED_EARLY,
  /** The journal says more than the catalogue and the storage have. */
  CLAIMED_WITHOUT_EFFECT,
  /** At the end of a run: the catalogue has what the journal does not know of. */
  EFFECT_WITHOUT_CLAIM,
  /** More rules on a DID than were wanted. */
  DUPLICATE_RULE,
  /** An instrument's file has another content, time, inode or mode than before. */
  SOURCE_TOUCHED,
  /** Neither done nor on its way by itself, and nobody is told why. */
  STUCK_WITHOUT_REASON,
  /** A history that the table of allowed transitions does not allow, or with a gap. */
  ILLEGAL_HISTORY,
  /** The daemon was told that a change is durable, and the journal does not have it. */
  FORGOTTEN,
  /** SQLite itself finds the journal unsound. */
  JOURNAL_DAMAGED
}
