// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.rse.Did;

/** What becomes of datasets. Thread-safe; every change is durable when its method returns. */
public interface Datasets {

  /**
   * From now on no file is put there any more, unless it is opened again for it.
   *
   * @return false if some file that was put there is not registered yet, or it is not OPEN, or not
   *     known: then nothing changes
   */
  boolean beginClosing(Did dataset);

  /** Rucio has closed it. Does nothing unless it is CLOSING. */
  void closed(Did dataset);

  /** Rucio has it open: files may be put there again. */
  void reopened(Did dataset);

  /**
   * Puts files where Rucio has them, open for more; those that are in a dataset already stay there.
   * May be called for the same dataset with other files.
   *
   * @throws IllegalArgumentException if another base has a dataset of this name
   */
  void found(FoundDataset dataset);

  /**
   * Whether Rucio has it in its container.
   *
   * @param contained false: it has to be put there anew
   */
  void contained(Did dataset, boolean contained);
}
