// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.NightView;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.nights.NightBook;
import org.ingestd.routes.nights.NightReport;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;
import org.jspecify.annotations.Nullable;

/** Prints nights, from the journal and the lists of what is expected; contacts nothing. */
public final class NightListing {

  /** Missing files that are named; the rest is counted. */
  private static final int NAMED = 1_000;

  private final @Nullable String wanted;
  private final Terminal terminal;

  /**
   * @param wanted the only source; null: all
   */
  public NightListing(@Nullable String wanted, Terminal terminal) {
    this.wanted = wanted;
    this.terminal = terminal;
  }

  /** All nights, a line each. */
  public int list() throws ConfigurationRefused, VerbFailed {
    List<NightReport> reports = reports(Optional.empty());
    if (terminal.json()) {
      reports.forEach(report -> terminal.out().println(Json.line(NightView.of(report, false))));
    } else if (!reports.isEmpty()) {
      table(reports).print(terminal.out());
    }
    return Exit.OK;
  }

  /**
   * One night.
   *
   * @return 2 if a file is missing
   */
  public int show(String text) throws ConfigurationRefused, VerbFailed {
    String night = text.replace("-", "");
    if (!night.matches("\\d{8}")) {
      throw new VerbFailed(Exit.USAGE, "'" + text + "' is no night; write YYYYMMDD.");
    }
    List<NightReport> reports = reports(Optional.of(night));
    for (NightReport report : reports) {
      if (terminal.json()) {
        terminal.out().println(Json.line(NightView.of(report, true)));
      }
    }
    if (!terminal.json() && !reports.isEmpty()) {
      table(reports).print(terminal.out());
      reports.forEach(this::details);
    }
    boolean missing = reports.stream().anyMatch(report -> report.awaited().missing() > 0);
    return missing ? Exit.PARTLY : Exit.OK;
  }

  /** Of one night: also of sources that have nothing of it, since all of it may be missing. */
  private List<NightReport> reports(Optional<String> night)
      throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    SourceOption.require(config, wanted);
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    List<NightReport> reports = new ArrayList<>();
    if (journal.isEmpty()) {
      return reports;
    }
    try (JournalReader reader = journal.get();
        Sources sources = SourceDisks.sources(Wiring.ingest(config))) {
      NightBook book = new NightBook(reader, Clock.systemUTC(), false);
      for (Source source : sources.all()) {
        if (wanted == null || wanted.equals(source.name())) {
          for (String one : night.map(List::of).orElseGet(() -> book.nights(source))) {
            reports.add(book.report(source, one, night.isPresent() ? NAMED : 0));
          }
        }
      }
    }
    return reports;
  }

  private static Table table(List<NightReport> reports) {
    Table table =
        Table.headed(
            "NIGHT",
            "SOURCE",
            "EXPECTED",
            "ARRIVED",
            "REGISTERED",
            "SAFE",
            "MISSING",
            "PROBLEMS",
            "SIZE",
            "COMPLETE");
    for (NightReport report : reports) {
      NightReport.Arrived arrived = report.arrived();
      Optional<Long> expected = report.awaited().files();
      table.row(
          report.night(),
          report.source(),
          expected.map(String::valueOf).orElse("-"),
          arrived.files(),
          arrived.registered(),
          arrived.safe(),
          expected.map(files -> String.valueOf(report.awaited().missing())).orElse("-"),
          arrived.problems(),
          Amounts.bytes(arrived.bytes()),
          report.waitsFor().isEmpty() ? "yes" : "no");
    }
    return table;
  }

  private void details(NightReport report) {
    report
        .awaited()
        .trouble()
        .ifPresent(
            why ->
                terminal.out().println(report.source() + ": not known what is expected: " + why));
    report
        .waitsFor()
        .ifPresent(what -> terminal.out().println(report.source() + " waits for: " + what));
    List<String> names = report.awaited().names();
    names.forEach(name -> terminal.out().println("missing: " + report.source() + ":" + name));
    long more = report.awaited().missing() - names.size();
    if (!names.isEmpty() && more > 0) {
      terminal.out().println("missing: " + more + " more");
    }
  }
}
