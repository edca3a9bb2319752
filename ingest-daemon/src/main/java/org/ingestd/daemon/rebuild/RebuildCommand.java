// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.FreshJournal;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.journal.statedir.StateDirectory;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.NameRules;

/**
 * The verb {@code journal rebuild}: a new journal of all that is on the disk. What a file has
 * reached is found out by the daemon's own steps: each file is read once, and what Rucio has is
 * adopted by read-back. Nothing is claimed here that was not looked at.
 */
public final class RebuildCommand {

  private final Terminal terminal;
  private final Clock clock;

  public RebuildCommand(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * @param evenIfItOpens a journal that opens is replaced too
   * @return 0; 2 if Rucio has what the disk has not, has it otherwise, or was not asked
   */
  public int rebuild(boolean evenIfItOpens) throws ConfigurationRefused, VerbFailed, IOException {
    Config config = Configuration.read(terminal.configFile()).config();
    IngestSettings settings = Wiring.ingest(config);
    long largeFrom = config.limits().largeFrom().bytes();
    Path state = settings.state();
    if (!Files.isDirectory(state)) {
      terminal.say("there is no " + state + " yet; the daemon's first start makes it.");
      return Exit.OK;
    }
    OpenJournal.requireOurs(state);
    List<Held> held = Held.in(state, terminal);
    if (!evenIfItOpens) {
      requireRefused(state, largeFrom);
    }
    List<PlaceInSource> places = PlaceInSource.all(settings, NameRules.NEWEST);
    Sources sources = SourceDisks.sources(settings);
    try (FreshJournal fresh = FreshJournal.begin(state, largeFrom, clock)) {
      Findings findings = new Findings();
      try (Progress progress = Progress.ofFiles(terminal, "found", 0)) {
        new DiskReading(fresh.journal(), sources, clock).read(places, findings, progress);
      }
      Held.again(held, fresh.journal(), clock, findings);
      askRucio(config, settings, sources, fresh, findings);
      Path kept = fresh.putInPlace();
      return tell(findings, kept);
    }
  }

  /** A journal that opens remembers more than disk and Rucio do. */
  private void requireRefused(Path state, long largeFrom) throws VerbFailed {
    if (!Files.exists(new StateDirectory(state).journal())) {
      return;
    }
    try {
      SqliteJournal.open(state, largeFrom, clock, LifeCycleListener.NONE).close();
    } catch (JournalException e) {
      if (e.kind() == JournalException.Kind.DAMAGED) {
        return;
      }
      throw e;
    }
    throw new VerbFailed(
        Exit.DATA,
        "The journal in "
            + state
            + " opens; it remembers more than disk and Rucio do. If 'ingestd journal check' finds"
            + " faults, use --even-if-it-opens.");
  }

  private void askRucio(
      Config config,
      IngestSettings settings,
      Sources sources,
      FreshJournal fresh,
      Findings findings) {
    try (RucioClient rucio =
        new RucioClient(Wiring.rucio(config), Clock.systemUTC(), CallListener.NONE)) {
      new DatasetReading(rucio, sources, fresh.journal()).read(findings);
      new CatalogueReading(rucio, settings, fresh.journal()).read(findings, terminal);
    } catch (RucioException e) {
      findings.notAsked();
      terminal.say(
          "Rucio was not asked to the end ("
              + e.getMessage()
              + "); 'ingestd verify' does it later.");
    }
  }

  private int tell(Findings findings, Path kept) {
    terminal
        .out()
        .printf(
            "%d files on the disk, %d bytes.%nIn Rucio with the same size: %d. With another size:"
                + " %d. Not there: %d. Only there: %d.%nHeld again: %d.%nThe old journal is kept in"
                + " %s.%n",
            findings.files(),
            findings.bytes(),
            findings.same(),
            findings.other(),
            findings.files() - findings.same() - findings.other(),
            findings.onlyThere(),
            findings.held(),
            kept);
    terminal.say(
        "Start the daemon: it reads each file once and adopts what Rucio has by read-back.");
    return findings.isWorrying() ? Exit.PARTLY : Exit.OK;
  }
}
