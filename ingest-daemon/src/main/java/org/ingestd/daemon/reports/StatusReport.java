// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.probe.Level;
import org.ingestd.daemon.probe.Probe;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.running.StatusOf;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.daemon.view.TallyView;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.replay.ReplayView;

/** Puts journal and life sign together and prints them. */
public final class StatusReport {

  private final Terminal terminal;

  public StatusReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Once. */
  public void print() throws ConfigurationRefused, VerbFailed, IOException {
    Config config = config();
    Optional<LifeSign> sign = LifeSign.ofRunning(config.host().state());
    Optional<StatusView> view = view(config, sign);
    if (view.isPresent() && terminal.json()) {
      terminal.out().println(Json.line(view.get()));
    } else if (view.isPresent()) {
      print(view.get(), sign);
    }
  }

  /** The one line for monitoring. */
  public Probe.Answer probe(Probe.Limits limits)
      throws ConfigurationRefused, VerbFailed, IOException {
    Config config = config();
    Optional<LifeSign> sign = LifeSign.ofRunning(config.host().state());
    return view(config, sign)
        .map(view -> Probe.of(view, limits, Clock.systemUTC().instant()))
        .orElseGet(
            () ->
                new Probe.Answer(Level.UNKNOWN, "no journal in " + config.host().state() + " yet"));
  }

  private Config config() throws ConfigurationRefused {
    return Configuration.read(terminal.configFile()).config();
  }

  /** Empty before the first start. */
  private Optional<StatusView> view(Config config, Optional<LifeSign> sign) throws VerbFailed {
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return Optional.empty();
    }
    try (JournalReader reader = journal.get()) {
      return Optional.of(StatusOf.view(config, reader, sign, Clock.systemUTC().instant()));
    }
  }

  private void print(StatusView view, Optional<LifeSign> sign) {
    PrintWriter out = terminal.out();
    out.println(view.verdict());
    out.printf(
        "%s, ingestd %s, %s%n%n",
        view.about().instance(),
        view.about().version(),
        sign.map(s -> "running as " + s.holder().pid() + ", page " + s.page())
            .orElse("not running"));
    Table states = Table.headed("STATE", "FILES", "BYTES", "OLDEST");
    view.tallies().files().forEach((state, tally) -> states.row(cells(state.name(), tally)));
    states.row(cells("not safe yet", view.tallies().unsafe()));
    states.print(out);
    sources(view, out);
    replays(view, out);
    problems(view, out);
    sign.ifPresent(
        s -> s.degraded().forEach(line -> out.println("waiting: " + Table.onOneLine(line))));
  }

  private static Object[] cells(String name, TallyView tally) {
    return new Object[] {
      name, tally.count(), Amounts.bytes(tally.bytes()), Amounts.time(tally.oldest())
    };
  }

  private static void sources(StatusView view, PrintWriter out) {
    out.println();
    Table sources = Table.headed("SOURCE", "PATH", "STANDING", "LAST SCAN");
    for (SourceView source : view.sources()) {
      String standing = Table.onOneLine(source.standing().text());
      sources.row(source.name(), source.path(), standing, Amounts.time(source.lastScan()));
    }
    sources.print(out);
  }

  private static void replays(StatusView view, PrintWriter out) {
    List<ReplayView> open = view.tallies().replays();
    if (open == null) {
      return;
    }
    out.println();
    Table replays = Table.headed("REPLAY", "SOURCE", "STATE", "LOOKED AT", "OF");
    for (ReplayView replay : open) {
      Long total = replay.standing().total();
      replays.row(
          replay.id(),
          replay.wanted().source(),
          replay.state(),
          replay.standing().looked(),
          total == null ? "being counted" : total);
    }
    replays.print(out);
  }

  private static void problems(StatusView view, PrintWriter out) {
    if (view.trouble().problems().isEmpty()) {
      return;
    }
    out.println();
    Table problems = Table.headed("PROBLEM", "FILES", "SEVERITY", "MEANING");
    view.trouble()
        .problems()
        .forEach(
            (code, count) ->
                problems.row(
                    code,
                    count,
                    view.trouble().severity().getOrDefault(code, "-"),
                    code.sentence()));
    problems.print(out);
  }
}
