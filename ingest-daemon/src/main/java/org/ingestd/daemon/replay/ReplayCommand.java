// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.acting.Replayed;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.running.Signals;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.replay.ReplayCount;
import org.ingestd.routes.replay.ReplayView;
import org.ingestd.routes.replay.RequestForm;
import org.ingestd.routes.replay.RequestRefused;
import org.ingestd.routes.steps.Sources;

/** The verb {@code replay}, but for its list. */
public final class ReplayCommand {

  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final boolean noWait;
  private final Waiting waiting = new Waiting();

  /**
   * @param noWait whether to end as soon as the order is noted
   */
  public ReplayCommand(Terminal terminal, boolean noWait) {
    this.terminal = terminal;
    this.noWait = noWait;
  }

  /**
   * Asks for a replay and sees it to its end.
   *
   * @return 0 if it is done (or noted), 2 if somebody cancelled it, 75 if it goes on without us
   */
  public int begin(Wish wish, boolean dryRun)
      throws ConfigurationRefused, VerbFailed, IOException, InterruptedException {
    Config config = Configuration.read(terminal.configFile()).config();
    try {
      List<String> sources = config.sources().stream().map(SourceConfig::name).toList();
      ReplayRequest request = RequestForm.read(wish.form(), sources);
      if (dryRun) {
        return count(config, request);
      }
      try (ReplayHand hand = hand(config)) {
        return seeToItsEnd(
            hand, hand.begin(wish.form(), System.getProperty("user.name", "unknown")));
      }
    } catch (RequestRefused refused) {
      throw new VerbFailed(Exit.USAGE, refused.getMessage() + ".");
    }
  }

  /**
   * Pauses, resumes or cancels a replay; one that is resumed is seen to its end.
   *
   * @return as {@link #begin}; 65 if that cannot be done to it
   */
  public int turn(long id, ReplayTurn turn)
      throws ConfigurationRefused, VerbFailed, IOException, InterruptedException {
    Config config = Configuration.read(terminal.configFile()).config();
    try (ReplayHand hand = hand(config)) {
      ReplayHand.Taken taken = hand.turn(id, turn);
      ReplayView now = hand.show(id);
      if (taken.result().equals(Replayed.REFUSED)) {
        terminal.say("replay " + id + " is " + now.state() + " and cannot be " + turn.to().word());
        tell(taken.result(), now);
        return Exit.DATA;
      }
      if (turn == ReplayTurn.RESUME) {
        return seeToItsEnd(hand, taken);
      }
      tell(taken.result(), now);
      return Exit.OK;
    }
  }

  private ReplayHand hand(Config config) throws VerbFailed, IOException {
    Path state = config.host().state();
    Optional<LifeSign> running = LifeSign.ofRunning(state);
    return running.isPresent()
        ? new DaemonReplays(running.get(), state, waiting)
        : OwnReplays.open(config, waiting, terminal);
  }

  private int seeToItsEnd(ReplayHand hand, ReplayHand.Taken taken)
      throws VerbFailed, IOException, InterruptedException {
    ReplayView now = hand.show(taken.id());
    if (!noWait) {
      Signals.onStop(waiting::stop);
      terminal.say(
          "replay "
              + now.id()
              + " "
              + taken.result()
              + "; Ctrl-C leaves it, 'ingestd replay --list'"
              + " shows it.");
      now = watched(hand, taken.id());
    }
    String result = noWait || now.state().equals("running") ? taken.result() : now.state();
    tell(result, now);
    return switch (now.state()) {
      case "cancelled" -> Exit.PARTLY;
      case "running" -> noWait ? Exit.OK : Exit.TEMPORARY;
      default -> Exit.OK;
    };
  }

  private ReplayView watched(ReplayHand hand, long id)
      throws VerbFailed, IOException, InterruptedException {
    ReplayView now = hand.show(id);
    long told = System.nanoTime();
    while (now.state().equals("running") && hand.advance(id)) {
      now = hand.show(id);
      if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
        told = System.nanoTime();
        terminal.say(ReplayText.line(now));
      }
    }
    return hand.show(id);
  }

  private void tell(String result, ReplayView now) {
    terminal
        .out()
        .println(terminal.json() ? Json.line(new Replayed(result, now)) : ReplayText.line(now));
  }

  /** A dry run, as {@code --json} shows it. */
  private record Counted(
      boolean dryRun,
      @JsonUnwrapped ReplayView.Wanted wanted,
      long total,
      Map<String, Long> counts) {}

  private int count(Config config, ReplayRequest request) throws VerbFailed, IOException {
    IngestSettings settings = Wiring.ingest(config);
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    try (Sources sources = SourceDisks.sources(settings)) {
      Map<ReplayOutcome, Long> counts =
          new ReplayCount(sources.named(request.source()), journal)
              .count(request, (place, fault) -> terminal.say(place + " is passed over: " + fault));
      long total = counts.values().stream().mapToLong(Long::longValue).sum();
      Map<String, Long> words = ReplayView.words(counts);
      terminal
          .out()
          .println(
              terminal.json()
                  ? Json.line(new Counted(true, ReplayView.Wanted.of(request), total, words))
                  : "dry run of "
                      + request.source()
                      + ": "
                      + total
                      + " files"
                      + ReplayText.counts(words, "; "));
      return Exit.OK;
    } finally {
      journal.ifPresent(JournalReader::close);
    }
  }
}
