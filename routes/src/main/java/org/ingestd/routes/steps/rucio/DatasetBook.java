// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;

/**
 * Brings datasets to where they are to be: into their container, open while files go there, closed
 * when their nights are complete. What was decided stands in the journal before Rucio is asked for
 * it, and what Rucio did stands there after; each call may be repeated. Thread-safe: nothing is
 * closed while it is being opened.
 */
public final class DatasetBook {

  private final RucioClient rucio;
  private final Journal journal;

  DatasetBook(RucioClient rucio, Journal journal) {
    this.rucio = rucio;
    this.journal = journal;
  }

  /**
   * Makes ready a dataset that exists in Rucio, for files that the journal has put there.
   *
   * @throws RucioException DATASET_CLOSED if we closed it and Rucio does not open it again
   */
  public void prepare(Did dataset) throws RucioException {
    Optional<JournalDataset> known = journal.dataset(dataset);
    if (known.isPresent() && !isReady(known.get())) {
      makeReady(dataset);
    }
  }

  private static boolean isReady(JournalDataset dataset) {
    return dataset.state() == DatasetState.OPEN && isContained(dataset);
  }

  private static boolean isContained(JournalDataset dataset) {
    return dataset.plan().container() == null || dataset.plan().contained();
  }

  private synchronized void makeReady(Did dataset) throws RucioException {
    JournalDataset known = journal.dataset(dataset).orElseThrow();
    Did container = known.plan().container();
    if (container != null && !isContained(known)) {
      rucio.ensureContained(dataset, container);
      journal.datasets().contained(dataset, true);
    }
    if (known.state() != DatasetState.OPEN) {
      reopen(dataset);
      journal.datasets().reopened(dataset);
    }
  }

  private void reopen(Did dataset) throws RucioException {
    try {
      rucio.reopenDataset(dataset);
    } catch (RucioException e) {
      if (e.refusal() != Refusal.UNSUPPORTED) {
        throw e;
      }
      throw new RucioException(Refusal.DATASET_CLOSED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Closes a dataset all of whose files are registered, unless that is done.
   *
   * @return whether it is closed now
   */
  public synchronized boolean close(Did dataset) throws RucioException {
    boolean begun =
        journal.datasets().beginClosing(dataset)
            || journal
                .dataset(dataset)
                .filter(known -> known.state() == DatasetState.CLOSING)
                .isPresent();
    if (begun) {
      rucio.closeDataset(dataset);
      journal.datasets().closed(dataset);
    }
    return begun;
  }

  /** Rucio says that it does not know this dataset: it is made anew, open and in no container. */
  public synchronized void forget(Did dataset) {
    journal.datasets().reopened(dataset);
    journal.datasets().contained(dataset, false);
  }
}
