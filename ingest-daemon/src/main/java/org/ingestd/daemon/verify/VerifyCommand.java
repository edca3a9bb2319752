// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.verify.difference.DifferencePrinter;
import org.ingestd.daemon.verify.difference.Found;
import org.ingestd.daemon.verify.result.SourceResult;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.journal.Census;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.disk.ReadLimit;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.RawPath;
import org.ingestd.rse.RseCheck.Finding;
import org.jspecify.annotations.Nullable;

/** The verb {@code verify}. */
public final class VerifyCommand {

  private final Terminal terminal;
  private final Clock clock;
  private final DifferencePrinter printer;
  private boolean whole = true;

  /** Registered in the sources that are compared. */
  private long files;

  private final Found found = new Found();

  public VerifyCommand(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.printer = new DifferencePrinter(terminal);
  }

  /**
   * What is asked for.
   *
   * @param source null: all
   * @param deep reads all registered files again
   * @param sample reads so many of them again; 0: none
   * @param resume begins where a deep look was interrupted
   */
  public record Wanted(@Nullable String source, boolean deep, long sample, boolean resume) {

    public Wanted {
      if (sample < 0) {
        throw new IllegalArgumentException("--sample " + sample + " is not a number of files.");
      }
      if (resume && !deep) {
        throw new IllegalArgumentException("--resume goes with --deep.");
      }
    }

    SourceResult.Read read() {
      if (deep) {
        return SourceResult.Read.ALL;
      }
      return sample > 0 ? SourceResult.Read.SAMPLE : SourceResult.Read.NONE;
    }
  }

  /**
   * @return 0 if nothing differs, 2 if something does or could not be compared
   */
  public int run(Wanted wanted)
      throws ConfigurationRefused, VerbFailed, IOException, RucioException {
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return Exit.OK;
    }
    try (JournalReader reader = journal.get();
        RucioClient rucio =
            new RucioClient(Wiring.rucio(config), Clock.systemUTC(), CallListener.NONE)) {
      compare(config, wanted, reader, rucio);
    }
    if (printer.count() == 0 && whole) {
      terminal.say("disk, journal and Rucio agree.");
      return Exit.OK;
    }
    terminal.say(printer.count() + " differences.");
    return Exit.PARTLY;
  }

  private void compare(Config config, Wanted wanted, JournalReader journal, RucioClient rucio)
      throws VerbFailed, IOException, RucioException {
    IngestSettings settings = Wiring.ingest(config);
    SourceRse rse = new SourceRse(rucio, settings.place(), clock);
    List<Finding> findings = rse.learn();
    if (!rse.isKnown()) {
      throw new VerbFailed(
          Exit.CONFIGURATION,
          String.join("; ", findings.stream().filter(f -> !f.ok()).map(Finding::message).toList()));
    }
    Census census = journal.census();
    Sources sources = SourceDisks.sources(settings);
    List<PlaceInSource> places =
        places(PlaceInSource.all(settings, rse.rules()), sources, wanted.source(), census);
    Sides sides = new Sides(journal, rucio, rse, sources, reader(settings));
    boolean daemon = LifeSign.ofRunning(settings.state()).isPresent();
    Verification verification =
        new Verification(
            sides, settings, places, daemon ? Optional.of(clock.instant()) : Optional.empty());
    try (Hands hands = new Hands("verify", settings.limits().digestThreads())) {
      files = places.stream().mapToLong(place -> registered(place.name(), census)).sum();
      run(wanted, settings, depth(wanted), verification, hands, places);
    }
    keepResults(settings.state(), wanted, places, census);
  }

  /** For the daemon's numbers. What cannot be kept does not spoil what was found. */
  private void keepResults(Path state, Wanted wanted, List<PlaceInSource> places, Census census) {
    try {
      VerifyResults results = VerifyResults.readOrNone(state);
      for (PlaceInSource place : places) {
        String source = place.name();
        results =
            results
                .with(
                    source,
                    clock.millis(),
                    wanted.read(),
                    registered(source, census),
                    found.of(source))
                .withExamples(source, found.examples(source));
      }
      results.write(state);
    } catch (IOException e) {
      terminal.say("the result cannot be kept for the daemon's metrics: " + e);
    }
  }

  private void run(
      Wanted wanted,
      IngestSettings settings,
      Depth depth,
      Verification verification,
      Hands hands,
      List<PlaceInSource> places)
      throws IOException, RucioException {
    Bookmark bookmark =
        new Bookmark(settings.state(), places.stream().map(PlaceInSource::name).toList());
    long after = wanted.resume() ? bookmark.read(found).orElse(0) : 0;
    if (wanted.resume()) {
      terminal.say(after == 0 ? "nothing to resume; from the beginning." : "on from #" + after);
    }
    try (Progress progress = Progress.ofFiles(terminal, "compared", files)) {
      verification.run(
          after,
          depth,
          hands,
          (id, page) -> {
            keepPlace(wanted.deep(), bookmark, id);
            progress.add(page);
          },
          difference -> {
            progress.wipe();
            printer.print(difference);
            found.add(difference);
          });
    }
    if (wanted.deep()) {
      bookmark.remove();
    }
  }

  private static CarefulReader reader(IngestSettings settings) {
    ReadLimit limit =
        new ReadLimit(
            settings.limits().readBytesPerSecond(),
            Clock.systemUTC(),
            pause -> Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000));
    return new CarefulReader(limit, () -> false, new SilentListener());
  }

  private Depth depth(Wanted wanted) {
    if (wanted.deep()) {
      return Depth.all();
    }
    if (wanted.sample() == 0) {
      return Depth.none();
    }
    long seed = clock.instant().toEpochMilli();
    terminal.say("sample drawn with seed " + seed);
    return Depth.sample(wanted.sample(), files, new Random(seed));
  }

  private static long registered(String source, Census census) {
    return census.tallies().getOrDefault(source, Map.of()).entrySet().stream()
        .filter(tally -> isThere(tally.getKey()))
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  private static boolean isThere(FileState state) {
    return switch (state) {
      case REGISTERED, PROTECTED, SAFE, QUARANTINED -> true;
      case SIGHTED, SETTLED, DIGESTED, RELEASED, VANISHED -> false;
    };
  }

  /** Sources whose directory is really there: an unmounted one must not look like a loss. */
  private List<PlaceInSource> places(
      List<PlaceInSource> configured, Sources sources, @Nullable String only, Census census)
      throws VerbFailed {
    List<PlaceInSource> places = new ArrayList<>();
    boolean found = only == null;
    for (PlaceInSource place : configured) {
      if (only == null || place.name().equals(only)) {
        found = true;
        Optional<String> why =
            whyOffline(sources.named(place.name()), registered(place.name(), census));
        why.ifPresent(
            reason -> {
              whole = false;
              terminal.say("source " + place.name() + " is not compared: " + reason);
            });
        if (why.isEmpty()) {
          places.add(place);
        }
      }
    }
    if (!found) {
      throw new VerbFailed(Exit.USAGE, "No source is called '" + only + "'.");
    }
    return places;
  }

  private static Optional<String> whyOffline(Source source, long registered) throws VerbFailed {
    Optional<String> offline = source.disk().whyOffline().map(Offline::told);
    return offline.isEmpty() && registered > 0 && !hasNames(source)
        ? Optional.of(source.settings().location().text() + " is empty; is it mounted?")
        : offline;
  }

  /** Ends the listing with the first name. */
  private static final class AName extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static boolean hasNames(Source source) throws VerbFailed {
    try {
      source
          .disk()
          .list(
              null,
              new Entries<AName>() {
                @Override
                public void take(RawPath name, @Nullable Look look) throws AName {
                  throw new AName();
                }

                @Override
                public void refused(String harmless) {}
              });
      return false;
    } catch (AName e) {
      return true;
    } catch (IOException e) {
      throw new VerbFailed(
          Exit.IO, source.settings().location().text() + " cannot be listed: " + e);
    }
  }

  private void keepPlace(boolean deep, Bookmark bookmark, long id) {
    if (deep) {
      try {
        bookmark.write(id, found);
      } catch (IOException e) {
        throw new UncheckedIOException("The place cannot be kept in the state directory", e);
      }
    }
  }
}
