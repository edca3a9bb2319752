// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.selection.NameFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a host, as its kernel would tell it. */
final class HostChecksTest {

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();
  private final PrintWriter out = new PrintWriter(said);
  private final Diagnosis diagnosis =
      new Diagnosis(new Terminal(out, new PrintWriter(new StringWriter()), Path.of("x"), false));
  private final HostChecks host = new HostChecks(diagnosis);

  private SourceSettings source(String keys) throws Exception {
    Path config = Site.in(folder).source(keys).config();
    return Wiring.ingest(Configuration.read(config).config()).sources().get(0);
  }

  @Test
  void anEncodingOfNamesOtherThanUtf8IsToldOf() {
    host.locale("ANSI_X3.4-1968");

    assertThat(said.toString()).contains("warn  locale", "ANSI_X3.4-1968", "LC_ALL=C.UTF-8");
  }

  /** Three directories: its own, and two that are not hidden or excluded. */
  private WatchedDirectories threeDirectories(Clock clock) throws Exception {
    SourceSettings source = source("exclude: ['Trash/**', Trash]\n");
    for (String directory : List.of("night/raw", ".hidden/a", "Trash/b")) {
      Files.createDirectories(source.path().resolve(directory));
    }
    Files.writeString(source.path().resolve("night/a.fits"), "content");
    WatchedDirectories watched = new WatchedDirectories(clock);
    watched.add(source.path(), new NameFilter(source));
    return watched;
  }

  private Path limit(long watches) throws IOException {
    return Files.writeString(folder.resolve("limit"), watches + "\n");
  }

  @Test
  void fewWatchesAreToldOfAndAnUnreadableLimitToo() throws Exception {
    WatchedDirectories watched = threeDirectories(Clock.systemUTC());

    host.inotify(limit(8192), watched);
    host.inotify(folder.resolve("none"), watched);

    assertThat(said.toString())
        .contains("warn  inotify", "only 8192 directories", "its limit cannot be read");
    assertThat(diagnosis.end()).isZero();
  }

  @Test
  void moreDirectoriesThanWatchesAreToldOf() throws Exception {
    host.inotify(limit(2), threeDirectories(Clock.systemUTC()));

    assertThat(said.toString())
        .contains("warn  inotify", "sources have 3 directories, and only 2 can be watched")
        .contains("sysctl fs.inotify.max_user_watches=524288");
  }

  @Test
  void enoughWatchesAreNoFault() throws Exception {
    host.inotify(limit(65_536), threeDirectories(Clock.systemUTC()));

    assertThat(said.toString())
        .contains("ok    inotify", "65536 directories can be watched, and sources have 3");
  }

  /** Each question for the time takes a second. */
  @Test
  void aLargeTreeIsNotCountedToItsEnd() throws Exception {
    WatchedDirectories watched =
        threeDirectories(
            new Ticking() {
              @Override
              public Instant instant() {
                tick(Duration.ofSeconds(1));
                return super.instant();
              }
            });

    host.inotify(limit(65_536), watched);

    assertThat(said.toString()).contains("sources have at least 2");
  }

  @Test
  void aJournalOnANetworkIsAFault() {
    host.state(Path.of("/state"), "nfs4", 1L << 40);

    assertThat(said.toString()).contains("fail  state", "nfs4, where the journal is not safe");
    assertThat(diagnosis.end()).isEqualTo(78);
  }

  @Test
  void aDiskThatIsNearlyFullIsToldOf() {
    host.state(Path.of("/state"), "ext4", 1L << 20);

    assertThat(said.toString()).contains("warn  state", "only 1.0 MB free at /state");
  }

  @Test
  void aQuietTimeShorterThanTheAttributeCacheOfANetworkIsToldOf() throws Exception {
    new DirectoryChecks(diagnosis)
        .network("source camera", source("complete: { quiet: 30s }\n"), "nfs4", List.of("rw"));

    assertThat(said.toString())
        .contains("warn  source camera", "attributes may be 60s old", "more than 60s");
  }

  @Test
  void aDiskThatForcesSlowlyIsToldOf() {
    host.forced(Duration.ofMillis(101));

    assertThat(said.toString()).contains("warn  state", "a forced write takes 101 ms");
  }

  @Test
  void aNetworkThatIsMountedSoftIsToldOf() throws Exception {
    new DirectoryChecks(diagnosis)
        .network("source camera", source("complete: { quiet: 5m }\n"), "nfs4", List.of("soft"));

    assertThat(said.toString()).contains("warn  source camera", "mounted soft", "Mount it hard");
  }

  @Test
  void aPageWhosePlaceAnotherProgramHasIsAFaultAndAFreePlaceIsNone() throws Exception {
    PageChecks page = new PageChecks(diagnosis, Clock.systemUTC());
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Whoever it is, it answers at once, and not as ours.
      Thread answer =
          new Thread(
              () -> {
                try {
                  other.accept().close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answer.start();
      page.place(new ListenAddress("127.0.0.1", other.getLocalPort()));
      answer.join();
    }
    assertThat(said.toString()).contains("fail  page", "cannot be listened on");
    assertThat(diagnosis.end()).isEqualTo(69);

    page.place(new ListenAddress("127.0.0.1", 0));

    assertThat(said.toString()).contains("ok    page", "127.0.0.1:0 is free");
  }

  @Test
  void aPageThatIsServedAlreadyIsNoFault() throws Exception {
    HttpServer ours =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    ours.createContext(
        "/health/live",
        call -> {
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    ours.start();
    int port = ours.getAddress().getPort();

    new PageChecks(diagnosis, Clock.systemUTC()).place(new ListenAddress("127.0.0.1", port));
    ours.stop(0);

    assertThat(said.toString()).contains("ok    page", port + " is served");
  }

  @Test
  void aDirectoryThatGoesWhileItIsLookedAtIsAFault() throws Exception {
    SourceSettings source = source("watch: auto\n");
    Files.delete(source.path());

    new DirectoryChecks(diagnosis).fileSystem("source camera", source);

    assertThat(said.toString())
        .contains("fail  source camera", "its file system does not answer", "Look at the mount");
    assertThat(diagnosis.end()).isEqualTo(74);
  }

  @Test
  void eventsOnANetworkAreToldOf() throws Exception {
    new DirectoryChecks(diagnosis)
        .network(
            "source camera",
            source("complete: { quiet: 30s }\nwatch: events\n"),
            "lustre",
            List.of("noac"));

    assertThat(said.toString())
        .contains("warn  source camera", "which sends no events")
        .doesNotContain("attributes may be");
  }
}
