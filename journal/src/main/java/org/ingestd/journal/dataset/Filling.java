// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

/**
 * How a source fills its datasets.
 *
 * @param files at most so many in one dataset
 * @param bytes at most so many in one dataset; a single larger file gets one of its own
 * @param closes whether datasets are to be closed one day
 * @param late where files go whose dataset was closed
 * @param lateSuffix follows the name of the closed dataset
 */
public record Filling(long files, long bytes, boolean closes, Late late, String lateSuffix) {

  /** Where late files go. */
  public enum Late {
    /** Into a dataset of their own, which is never closed. */
    OWN,
    /** Into the closed one, which is opened for them. */
    REOPEN
  }

  /** One dataset, however large. */
  public static final Filling UNLIMITED =
      new Filling(Long.MAX_VALUE, Long.MAX_VALUE, false, Late.OWN, "_late");

  /**
   * @throws IllegalArgumentException if nothing would fit, or late files had no name of their own
   */
  public Filling {
    if (files < 1 || bytes < 1) {
      throw new IllegalArgumentException("A dataset of " + files + " files, " + bytes + " bytes");
    }
    if (lateSuffix.isEmpty()) {
      throw new IllegalArgumentException("A late dataset needs another name");
    }
  }

  public boolean hasRoom(JournalDataset dataset, long size) {
    return dataset.files() == 0
        || (dataset.files() < files && size <= bytes && dataset.bytes() <= bytes - size);
  }
}
