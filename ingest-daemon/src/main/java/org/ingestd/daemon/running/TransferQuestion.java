// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.ingestd.daemon.view.TransfersView;
import org.ingestd.daemon.view.TransfersView.TransferView;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Asks Rucio about the transfers of single files, for people. Thread-safe; one question at a time,
 * a small call for each copy that is under way, and the same again within seconds costs none.
 */
final class TransferQuestion implements LongFunction<Optional<TransfersView>> {

  /** Who is asked. */
  interface Asked {

    /** Empty if none is under way. */
    Optional<TransferRequest> transfer(Did file, String rse) throws RucioException;
  }

  private static final Duration GOOD = Duration.ofSeconds(5);
  private static final int MOST = 10;
  private static final String UNDER_WAY = "COPYING";

  private final JournalReader journal;
  private final Asked rucio;
  private final InstantSource clock;
  private long last;
  private @Nullable TransfersView answer;

  TransferQuestion(JournalReader journal, Asked rucio, InstantSource clock) {
    this.journal = journal;
    this.rucio = rucio;
    this.clock = clock;
  }

  /** Empty if no file has this id. */
  @Override
  public synchronized Optional<TransfersView> apply(long id) {
    Instant now = clock.instant();
    TransfersView known = answer;
    if (known != null && last == id && now.isBefore(known.at().plus(GOOD))) {
      return Optional.of(known);
    }
    Optional<TransfersView> found = journal.file(id).map(file -> ask(file, now));
    last = id;
    answer = found.orElse(null);
    return found;
  }

  private TransfersView ask(JournalFile file, Instant now) {
    List<TransferView> transfers = new ArrayList<>();
    Did did = file.identity().did();
    if (did == null) {
      return new TransfersView(now, transfers, null);
    }
    try {
      for (JournalReplica replica : journal.replicas(file.id())) {
        if (replica.state().equals(UNDER_WAY) && transfers.size() < MOST) {
          transfers.add(
              new TransferView(replica.rse(), rucio.transfer(did, replica.rse()).orElse(null)));
        }
      }
      return new TransfersView(now, transfers, null);
    } catch (RucioException e) {
      return new TransfersView(now, transfers, e.getMessage());
    }
  }
}
