// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Replays;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.replay.RequestForm;
import org.ingestd.routes.replay.RequestRefused;

/**
 * Takes orders about replays into a journal; whoever works on them sees them there. Thread-safe.
 */
public final class ReplayOrders {

  private final Journal journal;
  private final List<String> sources;

  /**
   * @param sources names of those that are configured
   */
  public ReplayOrders(Journal journal, List<String> sources) {
    this.journal = journal;
    this.sources = List.copyOf(sources);
  }

  /**
   * Durable when it returns.
   *
   * @param request see {@link RequestForm}
   * @param who the operator's user name
   */
  public Replayed begin(JsonNode request, String who) throws RequestRefused {
    Replays.Begun begun =
        journal.replays().begin(RequestForm.read(request, sources), who, Optional.empty());
    String state = begun.replay().state().word();
    return Replayed.of(begun.fresh() ? "begun" : "already_" + state, begun.replay());
  }

  /**
   * Durable when it returns.
   *
   * @return empty if no replay has this id
   */
  public Optional<Replayed> turn(long id, ReplayTurn turn) {
    ReplayState before = replay(id).map(Replay::state).orElse(ReplayState.DONE);
    return journal.replays().turn(id, turn.to()).map(now -> turned(before, now, turn));
  }

  private static Replayed turned(ReplayState before, Replay now, ReplayTurn turn) {
    if (now.state() != turn.to()) {
      return Replayed.of(Replayed.REFUSED, now);
    }
    String word = turn == ReplayTurn.RESUME ? "resumed" : now.state().word();
    return Replayed.of(before == now.state() ? "already_" + now.state().word() : word, now);
  }

  /** As it stands. */
  public Optional<Replay> replay(long id) {
    return journal.allReplays().stream().filter(one -> one.id() == id).findFirst();
  }

  /** All that there ever were, oldest first. */
  public List<Replay> all() {
    return journal.allReplays();
  }
}
