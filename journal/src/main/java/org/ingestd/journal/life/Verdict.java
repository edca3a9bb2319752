// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/** What became of an {@link Entry}. */
public enum Verdict {
  RECORDED,
  /** The file is no longer in the state that the step saw; nothing was written. */
  STALE
}
