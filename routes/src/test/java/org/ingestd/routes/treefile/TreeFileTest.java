// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component in a route of its own that writes into a real journal. */
class TreeFileTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path home;
  private final RecordingListener listener = new RecordingListener();
  private final CamelContext context = new DefaultCamelContext();
  private Path data;
  private Journal journal;

  @BeforeEach
  void prepare() throws IOException {
    data = Files.createDirectories(home.resolve("data")).toRealPath();
    journal =
        SqliteJournal.open(
            home.resolve("state"), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  @AfterEach
  void stop() {
    context.stop();
    journal.close();
  }

  private void start(Given given) throws Exception {
    start(given, Duration.ofMinutes(10), journal::sight);
  }

  private void start(Given given, Duration delay, SightingSink sink) throws Exception {
    context.addComponent(
        "treefile",
        new TreeFileComponent(
            Contexts.of(given, journal, home.resolve("state"), listener, Clock.systemUTC())));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          @SuppressWarnings("unchecked")
          public void configure() {
            from("treefile:" + data + "?source=lst1&initialDelay=0&delay=" + delay.toMillis())
                .process(
                    e -> e.getMessage().setBody(sink.take(e.getMessage().getBody(List.class))));
          }
        });
    context.start();
  }

  private Set<RawPath> known() {
    FileQuery all =
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 200_000);
    return journal.files(all).stream()
        .map(file -> file.key().path())
        .collect(java.util.stream.Collectors.toSet());
  }

  private void awaitScans(int count) {
    await().atMost(SOON).until(() -> listener.scans.size() >= count);
  }

  private Path write(String path) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  @Test
  void findsFilesAndCountsByKindWhatIsNone() throws Exception {
    write("run1/a.fits");
    write("run1/.hidden");
    write("run1/a.part");
    write("run1/b~");
    write(".snapshot/x.fits");
    write("lost+found/x.fits");
    write("Trash/x.fits");
    write("run1/a.fits.trigger");
    write("part.part/b.fits");
    Files.createSymbolicLink(data.resolve("link.fits"), Path.of("run1/a.fits"));
    Files.createSymbolicLink(data.resolve("loop"), data);
    Process fifo = new ProcessBuilder("mkfifo", data.resolve("pipe").toString()).start();
    assertThat(fifo.waitFor()).isZero();

    start(Given.at(data).without("**/Trash/**").marker("{path}.trigger"));
    awaitScans(1);

    assertThat(known())
        .containsExactlyInAnyOrder(RawPath.of("run1/a.fits"), RawPath.of("part.part/b.fits"));
    assertThat(listener.scans.get(0).ignored())
        .isEqualTo(
            Map.of(
                "hidden",
                3L,
                "temporary",
                2L,
                "excluded",
                1L,
                "marker",
                1L,
                "link",
                2L,
                "other",
                1L));
    assertThat(listener.faults).isEmpty();
  }

  @Test
  void newFilesAreSeenWhileADirectoryThatWasMovedInIsStillRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    start(
        Given.at(data).watch(Watch.EVENTS),
        Duration.ofMinutes(10),
        sightings -> {
          if (sightings.get(0).key().path().text().startsWith("old/")) {
            reading.countDown();
            letGo.await();
          }
          return journal.sight(sightings);
        });
    awaitScans(1);
    Path aside = Files.createDirectories(home.resolve("aside"));
    Files.writeString(aside.resolve("a.fits"), "a backlog");

    Files.move(aside, data.resolve("old"));
    reading.await();
    write("live.fits");
    write("night/live.fits");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(known())
                    .containsExactlyInAnyOrder(
                        RawPath.of("live.fits"), RawPath.of("night/live.fits")));
    letGo.countDown();
    await().atMost(SOON).until(() -> known().contains(RawPath.of("old/a.fits")));
  }

  @Test
  void namesAreBytes() throws Exception {
    byte[] odd = {'a', '\n', ' ', '"', '\'', ';', '$', '(', ')', '*', '?', '[', '\\', (byte) 0xff};
    RawPath path = RawPath.of(odd);
    Files.writeString(path.under(data), "content");
    write("été/日本.fits");

    start(Given.at(data));
    awaitScans(1);

    assertThat(known()).containsExactlyInAnyOrder(path, RawPath.of("été/日本.fits"));
  }

  @Test
  void twoHardLinksAreTwoFiles() throws Exception {
    Path file = write("a.fits");
    Files.createLink(data.resolve("b.fits"), file);

    start(Given.at(data));
    awaitScans(1);

    assertThat(known()).hasSize(2);
  }

  @Test
  void anUnmountedSourceIsOfflineAndComesBack() throws Exception {
    write("a.fits");
    start(Given.at(data), Duration.ofMillis(100), journal::sight);
    awaitScans(1);

    Files.move(data, home.resolve("unmounted"));
    await().atMost(SOON).until(() -> !listener.offline.isEmpty());
    Files.move(home.resolve("unmounted"), data);
    await().atMost(SOON).until(() -> !listener.online.isEmpty());

    assertThat(listener.offline).hasSize(1).first().asString().contains(data.toString());
    assertThat(known()).hasSize(1);
  }

  @Test
  void withoutItsSentinelASourceIsOfflineAndItComesBackByItself() throws Exception {
    write("a.fits");
    start(Given.at(data).sentinel("here.txt"), Duration.ofMillis(100), journal::sight);
    await().atMost(SOON).until(() -> !listener.offline.isEmpty());
    assertThat(known()).as("nothing is taken").isEmpty();

    write("here.txt");
    await().atMost(SOON).until(() -> !listener.online.isEmpty());
    awaitScans(1);
    assertThat(known()).containsExactly(RawPath.of("a.fits"));
    assertThat(listener.scans.get(0).ignored()).containsEntry("sentinel", 1L);

    Files.delete(data.resolve("here.txt"));
    await().atMost(SOON).until(() -> listener.offline.size() == 2);
    assertThat(listener.offline.get(1)).contains("its sentinel here.txt is not there");
  }

  @Test
  void anErrorEndsOneScanAndNotTheConsumer() throws Exception {
    write("a.fits");
    int[] calls = {0};
    start(
        Given.at(data),
        Duration.ofMillis(100),
        sightings -> {
          if (calls[0]++ == 0) {
            throw new NoClassDefFoundError("as a bad update would");
          }
          return journal.sight(sightings);
        });

    await().atMost(SOON).until(() -> known().size() == 1);

    assertThat(listener.faults).isNotEmpty();
  }

  @Test
  void aFileRenamedIntoPlaceIsSightedPromptlyAlsoInANewDirectory() throws Exception {
    start(Given.at(data).watch(Watch.EVENTS));
    awaitScans(1);
    Path temporary = write("a.part");

    long begin = System.nanoTime();
    Files.move(temporary, data.resolve("a.fits"), StandardCopyOption.ATOMIC_MOVE);
    await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> known().size() == 1);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    write("new/deep/b.fits");
    await().atMost(SOON).until(() -> known().size() == 2);
    write("new/deep/c.fits");
    await().atMost(SOON).until(() -> known().size() == 3);
    assertThat(listener.scans).hasSize(1);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aMarkerWakesItsFile() throws Exception {
    write("a.fits");
    start(Given.at(data).watch(Watch.EVENTS).marker("{path}.trigger").quiet(Duration.ofHours(1)));
    awaitScans(1);
    assertThat(dueOfOnlyFile()).isAfter(Clock.systemUTC().instant().plusSeconds(60));

    write("a.fits.trigger");

    await()
        .atMost(SOON)
        .until(() -> dueOfOnlyFile().isBefore(Clock.systemUTC().instant().plusSeconds(1)));
  }

  @Test
  void aMarkerOfNothingDisturbsNobody() throws Exception {
    start(Given.at(data).watch(Watch.EVENTS).marker("{path}_done").quiet(Duration.ofHours(1)));
    awaitScans(1);

    write("run1/_done");
    write("_done");
    write("run1/.trigger");
    Files.createDirectory(data.resolve("run1/b_done"));
    Files.createSymbolicLink(data.resolve("run1/c_done"), Path.of("nowhere"));
    write("run1/a.fits");

    await().atMost(SOON).until(() -> known().contains(RawPath.of("run1/a.fits")));
    await().atMost(SOON).until(() -> known().size() == 3);
    assertThat(known()).contains(RawPath.of("run1/_done"), RawPath.of("_done"));
    assertThat(listener.faults).isEmpty();
  }

  private java.time.Instant dueOfOnlyFile() {
    FileQuery all =
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 10);
    JournalFile file = journal.files(all).get(0);
    return java.util.Objects.requireNonNull(file.retry().due());
  }

  @Test
  void aBurstThatOverflowsTheKernelsQueueIsFoundWhole() throws Exception {
    int files = 5_000;
    CountDownLatch written = new CountDownLatch(1);
    start(
        Given.at(data).watch(Watch.EVENTS),
        Duration.ofHours(1),
        sightings -> {
          written.await();
          return journal.sight(sightings);
        });
    awaitScans(1);

    for (int i = 0; i < files; i++) {
      Files.createFile(data.resolve("f" + i));
    }
    written.countDown();

    await().atMost(Duration.ofSeconds(60)).until(() -> known().size() == files);
    assertThat(listener.lostEvents).isNotEmpty();
    assertThat(listener.watches)
        .as("what metrics count")
        .anyMatch(report -> report.events().containsKey("overflow"))
        .anyMatch(report -> report.events().containsKey("create") && report.directories() == 1);
    assertThat(listener.hinted).hasValue(files);
    assertThat(listener.scans).as("no rescan was needed").hasSize(1);
  }
}
