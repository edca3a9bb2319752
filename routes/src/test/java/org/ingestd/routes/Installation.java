// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation below one directory: catalogue, storage, journal and client, all real; the
 * daemon's part can be started, stopped and started again.
 */
public final class Installation implements AutoCloseable {

  /**
   * Questions to Rucio are asked ever more rarely: a file that had bad luck twice waits minutes.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path state;
  private final Clock clock;
  public final Path data;
  public final EmbeddedCatalogue catalogue;
  public final RecordingListener listener = new RecordingListener();
  public final RucioClient rucio;
  private @Nullable Journal journal;
  private @Nullable Ingest ingest;

  public Installation(Path home) throws IOException {
    this(home, Clock.systemUTC());
  }

  public Installation(Path home, Clock clock) throws IOException {
    this(home, clock, "ingest");
  }

  /**
   * @param account that the daemon has in Rucio; its password is pw
   */
  public Installation(Path home, Clock clock, String account) throws IOException {
    this(home, clock, account, EmbeddedCatalogue::url);
  }

  /**
   * @param way where the client finds the catalogue: at its own address, or through a proxy
   */
  public Installation(Path home, Clock clock, String account, Function<EmbeddedCatalogue, URI> way)
      throws IOException {
    this.state = home.resolve("state");
    this.clock = clock;
    this.data = Files.createDirectories(home.resolve("data")).toRealPath();
    this.catalogue = EmbeddedCatalogue.start(home.resolve("storage"), data);
    this.rucio =
        new RucioClient(
            new RucioSettings(
                way.apply(catalogue),
                account,
                "def",
                Optional.empty(),
                new RucioSettings.SignIn.UserPass(account, () -> "pw"),
                RucioSettings.Limits.DEFAULT),
            clock,
            CallListener.NONE);
  }

  public Path state() {
    return state;
  }

  /** Opens the journal unless it is open. */
  public Journal journal() {
    Journal open = journal;
    if (open == null) {
      open = SqliteJournal.open(state, 1L << 30, clock, listener);
      journal = open;
    }
    return open;
  }

  public Ingest start(Given given) {
    return start(given.settings(state));
  }

  public Ingest start(IngestSettings settings) {
    Ingest started = new Ingest(settings, journal(), rucio, WatchedClock.trusting(clock), listener);
    ingest = started;
    started.start();
    return started;
  }

  /** Ends the daemon's part; catalogue and disk stay. */
  public void stop() {
    if (ingest != null) {
      ingest.stop(Duration.ofSeconds(10));
      ingest = null;
    }
    if (journal != null) {
      journal.close();
      journal = null;
    }
  }

  public List<JournalFile> files() {
    return journal()
        .files(
            new FileQuery(
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 200_000));
  }

  public JournalFile file(String path) {
    return files().stream()
        .filter(file -> file.key().path().text().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No file " + path + " in the journal"));
  }

  /** Waits until a file is there and in this state. */
  public void awaitState(String path, FileState state) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                files().stream()
                    .anyMatch(f -> f.key().path().text().equals(path) && f.state() == state));
  }

  /** Waits until so many files are there and all are in this state. */
  public void awaitAll(int count, FileState wanted) {
    awaitAll(count, file -> file.state() == wanted);
  }

  public void awaitAll(int count, Predicate<JournalFile> wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(summary(wanted)).isEqualTo(count + " as wanted"));
  }

  private String summary(Predicate<JournalFile> wanted) {
    List<JournalFile> files = files();
    String others =
        files.stream()
            .filter(wanted.negate())
            .limit(5)
            .map(file -> "; " + file.key().path() + " " + file.standing() + " " + file.retry())
            .collect(Collectors.joining());
    return files.stream().filter(wanted).count() + " as wanted" + others;
  }

  /** How the one source of an installation is. */
  public static Ingest.Health.SourceHealth source(Ingest ingest) {
    return Objects.requireNonNull(ingest.health().sources().get("lst1"), "lst1");
  }

  public Path write(String path, String content) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Override
  public void close() {
    stop();
    rucio.close();
    catalogue.close();
  }
}
