// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.written.OriginWriter;
import org.ingestd.daemon.doctor.DoctorReport;
import org.ingestd.daemon.http.Insight;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.daemon.view.DoctorView;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.NightView;
import org.ingestd.daemon.view.RulesView;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.nights.NightBook;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;

/** What the page asks seldom and the daemon must work for. */
final class Insights {

  /** All nights are counted anew for it. */
  private static final Duration NIGHTS = Duration.ofSeconds(15);

  /** It goes through all rules; a source without datasets has one for each file. */
  private static final Duration RULES = Duration.ofSeconds(3);

  /** The doctor signs in to Rucio and asks it a dozen things. */
  private static final Duration DOCTOR = Duration.ofSeconds(20);

  /** A small file, and it changes seldom. */
  private static final Duration VERIFY = Duration.ofSeconds(3);

  private final Configuration configuration;
  private final JournalReader journal;
  private final Clock clock;

  private Insights(Configuration configuration, JournalReader journal, Clock clock) {
    this.configuration = configuration;
    this.journal = journal;
    this.clock = clock;
  }

  static Insight of(
      Configuration configuration,
      JournalReader journal,
      TransferQuestion.Asked rucio,
      Comparisons comparisons,
      Clock clock) {
    Insights insights = new Insights(configuration, journal, clock);
    Fresh<VerifyReport> verified = new Fresh<>(insights::verify, VERIFY, clock);
    return new Insight(
        new Fresh<>(insights::nights, NIGHTS, clock),
        new Fresh<>(() -> RulesView.of(journal.outlook(), clock.instant()), RULES, clock),
        () ->
            OriginWriter.of(
                configuration.file().toString(), configuration.config(), configuration.places()),
        new Fresh<>(insights::doctor, DOCTOR, clock),
        () -> comparisons.beside(verified.get()),
        new TransferQuestion(journal, rucio, clock));
  }

  private List<NightView> nights() {
    List<NightView> nights = new ArrayList<>();
    try (Sources sources = SourceDisks.sources(Wiring.ingest(configuration.config()))) {
      NightBook book = new NightBook(journal, clock, false);
      for (Source source : sources.all()) {
        for (String night : book.nights(source)) {
          nights.add(NightView.of(book.report(source, night, 0), false));
        }
      }
    }
    return nights;
  }

  private VerifyReport verify() {
    Config config = configuration.config();
    try {
      return VerifyReport.of(
          VerifyResults.read(config.host().state()),
          config.sources().stream().map(SourceConfig::name).toList());
    } catch (IOException e) {
      throw new IllegalArgumentException("What verify left cannot be read: " + e, e);
    }
  }

  /** Of the configuration as it is in the file now, which is what the next start would use. */
  private DoctorView doctor() {
    StringWriter text = new StringWriter();
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    Terminal terminal = new Terminal(new PrintWriter(text), nowhere, configuration.file(), true);
    try {
      var unused = new DoctorReport(terminal, clock).print(false);
    } catch (ConfigurationRefused e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new DoctorView(clock.instant(), text.toString().lines().map(Json::node).toList());
  }
}
