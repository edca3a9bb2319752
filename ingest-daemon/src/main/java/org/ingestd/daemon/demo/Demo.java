// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.Signals;
import org.ingestd.daemon.running.StartRefused;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.Tty;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.telescope.Habits;
import org.ingestd.testbed.telescope.MockTelescope;
import org.ingestd.testbed.telescope.Pace;
import org.ingestd.testbed.telescope.Progress;
import org.ingestd.testbed.telescope.TelescopeListener;
import org.ingestd.testbed.telescope.TelescopeSettings;
import org.ingestd.testbed.telescope.Waiter;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Manifest;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.ManifestFile;
import org.jspecify.annotations.Nullable;

/** The verb {@code demo}. */
public final class Demo {

  private static final String USUAL_PAGE = "127.0.0.1:8790";
  private static final String ANY_PAGE = "127.0.0.1:0";
  private static final long LOOK_MILLIS = 250;
  private static final int FAULTS_SHOWN = 20;

  /** Longer without a step is a fault, not slowness. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Terminal terminal;
  private final AtomicBoolean stopped = new AtomicBoolean();

  public Demo(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is asked for.
   *
   * @param seconds 0: until {@code files} are written
   */
  public record Wanted(long files, double rate, long seconds, long seed) {}

  /**
   * @param directory null: a temporary one
   * @param keep whether a temporary one stays
   * @return the exit code: 0 only if every number and every byte agrees
   */
  public int run(Wanted wanted, @Nullable Path directory, boolean keep)
      throws IOException, VerbFailed, ConfigurationRefused, InterruptedException {
    DemoFolder folder = DemoFolder.make(directory);
    terminal.say("everything goes into " + folder.path());
    terminal.err().flush();
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(folder.storage(), folder.data())) {
      for (Profile profile : List.of(Profile.CTAO, Profile.LOFAR)) {
        catalogue.admin().addScope(profile.key(), "ingest");
      }
      return show(wanted, folder, catalogue);
    } finally {
      if (directory == null && !keep) {
        folder.delete();
      } else {
        terminal.say("try 'ingestd --config " + folder.configuration() + " status'.");
      }
    }
  }

  private int show(Wanted wanted, DemoFolder folder, EmbeddedCatalogue catalogue)
      throws IOException, VerbFailed, ConfigurationRefused, InterruptedException {
    Latencies latencies = new Latencies();
    Manifest manifest = new Manifest();
    MockTelescope telescope = telescope(wanted, folder);
    Signals.onStop(
        () -> {
          stopped.set(true);
          telescope.stop();
        });
    try (Daemon daemon = daemon(folder, catalogue, latencies);
        ManifestFile file = ManifestFile.create(folder.manifest())) {
      terminal.say("the page is " + daemon.page());
      TelescopeListener listener =
          TelescopeListener.into(manifest).and(TelescopeListener.into(file)).and(latencies);
      watch(telescope, listener, daemon);
      return prove(folder, catalogue, manifest.entries(), daemon, latencies);
    }
  }

  private static MockTelescope telescope(Wanted wanted, DemoFolder folder) {
    Pace pace =
        new Pace(
            wanted.rate(),
            0,
            wanted.seconds() > 0 ? 0 : wanted.files(),
            Duration.ofSeconds(wanted.seconds()));
    TelescopeSettings settings =
        TelescopeSettings.in(folder.data())
            .withCampaign(new Campaign(wanted.seed(), TelescopeSettings.FIRST_NIGHT, 1))
            .withPace(pace)
            .withHabits(Habits.DEFAULT);
    return new MockTelescope(settings, Clock.systemUTC(), Waiter.REAL);
  }

  private static Daemon daemon(DemoFolder folder, EmbeddedCatalogue catalogue, Latencies latencies)
      throws IOException, ConfigurationRefused, VerbFailed {
    for (String listen : List.of(USUAL_PAGE, ANY_PAGE)) {
      folder.configure(catalogue.url(), listen);
      try {
        return Daemon.start(
            Configuration.read(folder.configuration()), Clock.systemUTC(), latencies);
      } catch (StartRefused e) {
        if (e.why() != StartRefused.Cause.ADDRESS || listen.equals(ANY_PAGE)) {
          throw new VerbFailed(Exit.INTERNAL, String.valueOf(e.getMessage()));
        }
      }
    }
    throw new IllegalStateException("No address was tried");
  }

  private void watch(MockTelescope telescope, TelescopeListener listener, Daemon daemon)
      throws IOException, InterruptedException {
    FutureTask<Progress> writing = new FutureTask<>(() -> telescope.run(listener));
    new Thread(writing, "mock-telescope").start();
    LiveLine line = new LiveLine(terminal.err(), Tty.isStderr());
    Stillness stillness = new Stillness(Clock.systemUTC(), PATIENCE);
    boolean over = false;
    while (!over && !stopped.get()) {
      Thread.sleep(LOOK_MILLIS);
      Census census = daemon.journal().census();
      long produced = telescope.progress().files();
      long safe = LiveLine.count(census, FileState.SAFE);
      line.show(produced, census);
      over = (writing.isDone() && safe >= produced) || stillness.lastsTooLong(produced, census);
    }
    line.end();
    telescope.stop();
    try {
      writing.get();
    } catch (ExecutionException e) {
      throw new IOException("The mock telescope failed: " + e.getCause(), e.getCause());
    }
  }

  private int prove(
      DemoFolder folder,
      EmbeddedCatalogue catalogue,
      List<ManifestEntry> produced,
      Daemon daemon,
      Latencies latencies)
      throws IOException {
    CopyProof proof = new CopyProof(folder, catalogue.snapshot(), daemon.journal());
    DemoTable.Numbers numbers =
        new DemoTable.Numbers(
            produced, daemon.journal().census(), proof.check(produced), latencies);
    new DemoTable(terminal).print(numbers);
    if (stopped.get()) {
      terminal.say("interrupted; what was on its way is counted where it stood.");
      return Exit.PARTLY;
    }
    if (!numbers.agree()) {
      numbers.proof().faults().stream().limit(FAULTS_SHOWN).forEach(terminal::say);
      terminal.say("the numbers do not agree.");
      return Exit.PARTLY;
    }
    return Exit.OK;
  }
}
