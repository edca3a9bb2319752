// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ingestd.daemon.acting.ReplayOrders;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.acting.Replayed;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.Journal;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.StandaloneReplay;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.replay.ReplayRun;
import org.ingestd.routes.replay.ReplayView;
import org.ingestd.routes.replay.RequestRefused;
import org.jspecify.annotations.Nullable;

/** Works on replays itself; the journal's lock keeps every daemon away meanwhile. */
final class OwnReplays implements ReplayHand {

  private final Journal journal;
  private final ReplayOrders orders;
  private final StandaloneReplay work;
  private final Waiting waiting;
  private final Terminal terminal;
  private @Nullable ReplayRun run;

  private OwnReplays(Journal journal, Config config, Waiting waiting, Terminal terminal) {
    this.journal = journal;
    List<String> sources = config.sources().stream().map(SourceConfig::name).toList();
    this.orders = new ReplayOrders(journal, sources);
    this.waiting = waiting;
    this.terminal = terminal;
    WatchedClock clock = WatchedClock.of(Clock.systemUTC(), System::nanoTime);
    this.work = new StandaloneReplay(Wiring.ingest(config), journal, clock, new Saying(terminal));
  }

  /** Says on the terminal what a daemon would write into its log. */
  private static final class Saying extends SilentListener {

    private final Terminal terminal;

    private Saying(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void failed(String where, Throwable fault) {
      terminal.say(where + ": " + fault);
    }
  }

  /**
   * @throws VerbFailed if we are another user than the one whose journal it is
   */
  static OwnReplays open(Config config, Waiting waiting, Terminal terminal)
      throws VerbFailed, IOException {
    Path state = config.host().state();
    if (Files.exists(state)) {
      OpenJournal.requireOurs(state);
    }
    Saying saying = new Saying(terminal);
    Journal journal =
        SqliteJournal.open(state, config.limits().largeFrom().bytes(), Clock.systemUTC(), saying);
    return new OwnReplays(journal, config, waiting, terminal);
  }

  @Override
  public Taken begin(ObjectNode form, String who) throws RequestRefused {
    return taken(orders.begin(form, who));
  }

  @Override
  public Taken turn(long id, ReplayTurn turn) throws VerbFailed {
    return taken(orders.turn(id, turn).orElseThrow(() -> Waiting.unknown(id)));
  }

  private static Taken taken(Replayed replayed) {
    return new Taken(replayed.result(), replayed.replay().id());
  }

  @Override
  public ReplayView show(long id) throws VerbFailed {
    return orders.replay(id).map(ReplayView::of).orElseThrow(() -> Waiting.unknown(id));
  }

  @Override
  public boolean advance(long id) throws IOException, InterruptedException {
    ReplayRun now = run;
    if (now == null || now.id() != id) {
      now = work.run(orders.replay(id).orElseThrow(), waiting::isStopped);
      run = now;
    }
    try {
      ReplayRun.Turn turn = now.turn();
      if (!turn.why().isEmpty()) {
        terminal.say("replay " + id + " waits: " + turn.why());
      }
      return turn.pause().equals(Duration.ZERO)
          ? !waiting.isStopped()
          : waiting.pause(turn.pause());
    } catch (CancellationException stopped) {
      return false;
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
