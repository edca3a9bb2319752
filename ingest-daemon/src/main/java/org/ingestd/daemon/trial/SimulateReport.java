// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.running.RseMemory;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.steps.Sources;
import org.jspecify.annotations.Nullable;

/** The verb {@code simulate}. */
public final class SimulateReport {

  private static final int SHOWN = 20;

  private final Terminal terminal;

  public SimulateReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @param only null: all sources
   * @return the exit code: 2 if a person would be asked for something
   */
  public int print(@Nullable String only) throws ConfigurationRefused, VerbFailed, IOException {
    Config config = Configuration.read(terminal.configFile()).config();
    IngestSettings settings = Wiring.ingest(config);
    KnownServer server =
        new KnownServer(RseMemory.read(config.host().state(), config.rse().name()));
    List<PlaceInSource> sources =
        PlaceInSource.all(settings, server.rules()).stream()
            .filter(source -> only == null || source.name().equals(only))
            .toList();
    if (sources.isEmpty()) {
      throw new VerbFailed(Exit.USAGE, "No source is called '" + only + "'.");
    }
    boolean trouble = false;
    sources.stream()
        .map(source -> source.settings().location())
        .filter(Location.Remote.class::isInstance)
        .forEach(location -> terminal.say("asking " + location.text() + " for its files."));
    for (Simulation simulation : simulate(sources, config, settings)) {
      print(simulation);
      trouble |= !simulation.trouble().held().isEmpty();
    }
    return trouble ? Exit.PARTLY : Exit.OK;
  }

  private List<Simulation> simulate(
      List<PlaceInSource> sources, Config config, IngestSettings settings)
      throws VerbFailed, IOException {
    SharedNames shared = new SharedNames();
    List<SourceTally> tallies = new ArrayList<>();
    CollisionNames collisions = new CollisionNames();
    try (Sources disks = SourceDisks.sources(settings)) {
      for (PlaceInSource source : sources) {
        SourceDisk disk = disks.named(source.name()).disk();
        SourceTally tally = new SourceTally(source, disk, shared);
        try (Progress progress = Progress.ofFiles(terminal, "looked at", 0)) {
          walk(source, disk, new CountedVisit(tally, progress));
        }
        tallies.add(tally);
      }
      shared.close();
      for (PlaceInSource source : shared.isEmpty() ? List.<PlaceInSource>of() : sources) {
        collisions.look(source, disks.named(source.name()).disk(), shared);
      }
    }
    List<Simulation> simulations = new ArrayList<>();
    for (SourceTally tally : tallies) {
      simulations.add(
          tally.end(
              collisions.of(tally.source()),
              collisions.filesOf(tally.source()),
              rates(tally, config, settings)));
    }
    return simulations;
  }

  private static void walk(PlaceInSource source, SourceDisk disk, SourceWalk.Visit tally)
      throws VerbFailed {
    try {
      new SourceWalk(source, disk).each(tally);
    } catch (SourceAway e) {
      throw new VerbFailed(
          FaultTeller.exit(e.offline()),
          "Source " + source.name() + " cannot be asked: " + e.offline().told());
    } catch (AccessDeniedException e) {
      throw new VerbFailed(
          Exit.NOT_PERMITTED, "The directory of source " + source.name() + " is closed: " + e);
    } catch (IOException e) {
      throw new VerbFailed(
          Exit.IO, "The directory of source " + source.name() + " cannot be read: " + e);
    }
  }

  private Rates rates(SourceTally tally, Config config, IngestSettings settings) throws VerbFailed {
    boolean md5 = tally.source().settings().treatment().digests().contains(DigestAlgorithm.MD5);
    Optional<JournalReader> journal = OpenJournal.ifThere(config);
    try {
      return Rates.of(journal, md5, settings.limits().readBytesPerSecond());
    } finally {
      journal.ifPresent(JournalReader::close);
    }
  }

  private void print(Simulation simulation) {
    PrintWriter out = terminal.out();
    if (terminal.json()) {
      out.println(Json.line(simulation));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d files, %s, about %.0f s to register%n",
        simulation.source(),
        simulation.files(),
        Amounts.bytes(simulation.bytes()),
        simulation.estimate().seconds());
    out.println("  by " + simulation.estimate().rates().from());
    Table datasets = Table.headed("DATASET", "FILES", "BYTES");
    simulation.content().datasets().stream()
        .limit(SHOWN)
        .forEach(
            tally ->
                datasets.row(
                    tally.name() == null ? "(none: rules on each file)" : tally.name(),
                    tally.files(),
                    Amounts.bytes(tally.bytes())));
    datasets.print(out);
    more(simulation.content().datasets().size());
    Table nights = Table.headed("NIGHT", "FILES", "BYTES");
    simulation.content().nights().stream()
        .limit(SHOWN)
        .forEach(night -> nights.row(night.night(), night.files(), Amounts.bytes(night.bytes())));
    nights.print(out);
    more(simulation.content().nights().size());
    Table rules = Table.headed("RULE", "FILES", "BYTES", "WHEN");
    simulation
        .content()
        .rules()
        .forEach(
            rule ->
                rules.row(
                    rule.copies() + " × " + rule.expression(),
                    rule.files(),
                    Amounts.bytes(rule.bytes()),
                    rule.when() == null ? "always" : rule.when()));
    rules.print(out);
    trouble(simulation.trouble());
    out.println();
  }

  private void trouble(Simulation.Trouble trouble) {
    trouble.held().forEach((code, count) -> terminal.out().println(code + ": " + count));
    Table refused = Table.plain();
    trouble.refused().stream()
        .limit(SHOWN)
        .forEach(file -> refused.row("  " + file.path(), file.problem(), file.why()));
    refused.print(terminal.out());
    more(trouble.refused().size());
    trouble.collisions().stream()
        .limit(SHOWN)
        .forEach(
            shared ->
                terminal
                    .out()
                    .println(
                        "  one DID "
                            + shared.scope()
                            + ":"
                            + shared.name()
                            + " for "
                            + String.join(", ", shared.paths())));
    more(trouble.collisions().size());
  }

  private void more(int all) {
    if (all > SHOWN) {
      terminal.out().println("  … and " + (all - SHOWN) + " more; --json shows them");
    }
  }
}
