// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.orders.DaemonCall;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.replay.ReplayView;

/** Asks the running daemon, and watches in the journal how it gets on. */
final class DaemonReplays implements ReplayHand {

  private final DaemonCall daemon;
  private final Path state;
  private final Waiting waiting;

  DaemonReplays(LifeSign running, Path state, Waiting waiting) throws VerbFailed, IOException {
    this.daemon = DaemonCall.to(running.page(), state);
    this.state = state;
    this.waiting = waiting;
  }

  @Override
  public Taken begin(ObjectNode form, String who) throws IOException, VerbFailed {
    ObjectNode body = form.deepCopy();
    body.put("who", who);
    return taken(daemon.post("api/replays", body));
  }

  @Override
  public Taken turn(long id, ReplayTurn turn) throws IOException, VerbFailed {
    return taken(daemon.post("api/replays/" + id + "/" + turn.verb(), Map.of()));
  }

  private static Taken taken(JsonNode answer) {
    return new Taken(answer.path("result").asText(), answer.path("id").asLong());
  }

  @Override
  public ReplayView show(long id) throws VerbFailed {
    try (JournalReader journal =
        SqliteJournal.openReadOnly(state).orElseThrow(() -> Waiting.unknown(id))) {
      return journal.allReplays().stream()
          .filter(replay -> replay.id() == id)
          .findFirst()
          .map(ReplayView::of)
          .orElseThrow(() -> Waiting.unknown(id));
    }
  }

  /** The daemon may end meanwhile; then its replay waits for the next one. */
  @Override
  public boolean advance(long id) throws IOException, InterruptedException {
    return !waiting.isStopped() && waiting.pause() && LifeSign.ofRunning(state).isPresent();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
