// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

/** Whether files may still be put into a dataset, as far as we decide it. */
public enum DatasetState {
  OPEN,
  /** Nothing more is put there; whether Rucio has closed it by now is not known. */
  CLOSING,
  /** Closed by us. */
  CLOSED
}
