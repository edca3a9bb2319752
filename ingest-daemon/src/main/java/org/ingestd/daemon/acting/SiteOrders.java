// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.disk.SourcePauses;
import org.ingestd.routes.repair.RuleRepair;

/** Takes orders about sources and rules. Thread-safe. */
public final class SiteOrders {

  private final List<String> sources;
  private final SourcePauses pauses;
  private final Journal journal;
  private final Clock clock;
  private final Worker worker;

  /** Who scans and knows Rucio. */
  public interface Worker {

    /**
     * Looks at a source now; returns at once.
     *
     * @return whether anybody does; without a daemon the next one will
     */
    boolean rescan(String source);

    /**
     * Begins to compare a source with the journal and Rucio; returns at once.
     *
     * @return false if a source is being compared already, or nobody is there who could
     * @throws IOException if it cannot be begun
     */
    boolean verify(String source) throws IOException;

    /**
     * @throws RucioException if Rucio cannot be asked now
     */
    RuleRepair.Page repair(RuleRepair.Wanted wanted) throws RucioException;
  }

  /**
   * @param sources names of those that are configured
   */
  public SiteOrders(
      List<String> sources, SourcePauses pauses, Journal journal, Clock clock, Worker worker) {
    this.sources = List.copyOf(sources);
    this.pauses = pauses;
    this.journal = journal;
    this.clock = clock;
    this.worker = worker;
  }

  /**
   * Durable when it returns. It is written to the journal first: an order that failed after that is
   * a smaller harm than one that nobody remembers.
   *
   * @return empty if no source has this name
   */
  public synchronized Optional<SourceTurned> turn(String source, SourceTurn turn, Said said)
      throws IOException {
    if (!sources.contains(source)) {
      return Optional.empty();
    }
    if (changes(source, turn)) {
      journal.keepAct(source, said.kept(turn.done()));
    }
    boolean done =
        switch (turn) {
          case PAUSE ->
              pauses.pause(
                  source,
                  said.words(turn.done())
                      + " (since "
                      + clock.instant().truncatedTo(ChronoUnit.SECONDS)
                      + ")");
          case RESUME -> pauses.resume(source);
          case RESCAN -> true;
          case VERIFY -> worker.verify(source);
        };
    // What a pause kept from being seen is looked for at once.
    boolean looks = turn == SourceTurn.RESUME || turn == SourceTurn.RESCAN;
    boolean seen = !looks || !done || worker.rescan(source);
    String result =
        turn == SourceTurn.RESCAN && !seen ? "already_due" : (done ? "" : "already_") + turn.done();
    return Optional.of(new SourceTurned(source, result, pauses.why(source).orElse(null)));
  }

  private boolean changes(String source, SourceTurn turn) {
    return switch (turn) {
      case PAUSE -> pauses.why(source).isEmpty();
      case RESUME -> pauses.why(source).isPresent();
      case RESCAN, VERIFY -> true;
    };
  }

  /**
   * @throws IllegalArgumentException if no source has the name that is wanted
   * @throws RucioException if Rucio cannot be asked now
   */
  public RuleRepair.Page repair(Optional<String> source, long after, boolean dryRun, Said said)
      throws RucioException {
    if (source.isPresent() && !sources.contains(source.get())) {
      throw new IllegalArgumentException("No source '" + source.get() + "'.");
    }
    return worker.repair(new RuleRepair.Wanted(source, after, dryRun, said.words("repaired")));
  }
}
