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
import java.util.List;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.routes.contract.SourceSettings;
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

  @Test
  void fewWatchesAreToldOfAndAnUnreadableLimitToo() throws Exception {
    host.inotify(Files.writeString(folder.resolve("few"), "8192\n"));
    host.inotify(folder.resolve("none"));

    assertThat(said.toString())
        .contains("warn  inotify", "only 8192 directories", "its limit cannot be read");
    assertThat(diagnosis.end()).isZero();
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
