// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.SAFE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.IngestSettings.Place;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: Camel, steps, a durable journal, and a catalogue that really copies. */
class IngestTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path home;
  private Installation here;

  @BeforeEach
  void install() throws IOException {
    here = new Installation(home);
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void bringsAFileFromTheDirectoryToSafe() throws IOException {
    here.write("run1/a.fits", "content");

    here.start(Given.at(here.data));

    here.awaitAll(1, SAFE);
    assertThat(here.listener.faults).isEmpty();
    assertThat(here.listener.moves)
        .containsExactly(
            "run1/a.fits: SIGHTED",
            "run1/a.fits: SETTLED",
            "run1/a.fits: DIGESTED",
            "run1/a.fits: REGISTERED",
            "run1/a.fits: PROTECTED",
            "run1/a.fits: SAFE");
  }

  @Test
  void leavesTheSourceAsItWas() throws IOException {
    for (int i = 0; i < 20; i++) {
      here.write("run" + i % 3 + "/a" + i, "content" + i);
    }
    Map<Path, FileStamp> before = stamps();

    here.start(Given.at(here.data));
    here.awaitAll(20, SAFE);
    here.stop();

    assertThat(stamps()).isEqualTo(before);
  }

  private Map<Path, FileStamp> stamps() throws IOException {
    Map<Path, FileStamp> stamps = new TreeMap<>();
    try (Stream<Path> all = Files.walk(here.data)) {
      for (Path path : all.toList()) {
        stamps.put(path, FileStamp.of(path));
      }
    }
    return stamps;
  }

  @Test
  void oddNamesGoTheWholeWay() throws IOException {
    byte[] odd = {'r', 'u', 'n', ' ', '\n', '"', ';', '$', (byte) 0xff, '%', '#', '.', 'f'};
    Files.writeString(RawPath.of(odd).under(here.data), "odd");
    here.write("été.fits", "accents");

    here.start(Given.at(here.data));

    here.awaitAll(2, SAFE);
  }

  @Test
  void aRestartWithNothingToDoSendsNoWritingCall() throws IOException {
    here.write("a.fits", "content");
    here.write("b.fits", "other");
    here.start(Given.at(here.data));
    here.awaitAll(2, SAFE);
    here.stop();
    here.catalogue.calls().reset();
    here.listener.moves.clear();
    here.listener.scans.clear();

    Ingest again = here.start(Given.at(here.data));
    await().atMost(SOON).until(() -> !here.listener.scans.isEmpty());
    await().atMost(SOON).until(() -> again.health().degraded().isEmpty());

    assertThat(again.health().ready()).isTrue();
    assertThat(here.catalogue.calls().writing()).isZero();
    assertThat(here.listener.moves).isEmpty();
  }

  @Test
  void anOutageLosesNothingAndEndsByItself() throws IOException {
    here.catalogue.beginOutage();
    for (int i = 0; i < 30; i++) {
      here.write("a" + i, "content" + i);
    }

    Ingest ingest = here.start(Given.at(here.data));
    here.awaitAll(30, DIGESTED);
    assertThat(ingest.health().degraded()).singleElement().asString().startsWith("Rucio");
    assertThat(here.files())
        .allSatisfy(file -> assertThat(file.retry().attempts()).isZero())
        .allSatisfy(file -> assertThat(file.state()).isNotEqualTo(FileState.QUARANTINED));
    here.catalogue.endOutage();

    here.awaitAll(30, SAFE);
    await().atMost(SOON).until(() -> ingest.health().degraded().isEmpty());
  }

  @Test
  void anOutageInTheMiddleCostsNoFileMoreThanTheCallInFlight() throws IOException {
    for (int i = 0; i < 300; i++) {
      here.write("a" + i, "content" + i);
    }
    here.start(Given.at(here.data).rescan(Duration.ofSeconds(1)));
    await().atMost(SOON).until(() -> !here.listener.moves.isEmpty());
    here.catalogue.beginOutage();
    for (int i = 0; i < 20; i++) {
      here.write("late" + i, "content" + i);
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                here.files().size() == 320
                    && here.files().stream().noneMatch(IngestTest::isBeforeDigested));
    assertThat(here.files()).allSatisfy(f -> assertThat(f.retry().attempts()).isLessThan(4));
    here.catalogue.endOutage();

    here.awaitAll(320, SAFE);
  }

  private static boolean isBeforeDigested(JournalFile file) {
    return file.state() == FileState.SIGHTED || file.state() == FileState.SETTLED;
  }

  @Test
  void eachBadFileHasItsOwnStateAndTheOthersGoOn() throws IOException {
    here.write("empty.fits", "");
    here.write("good.fits", "content");
    here.write("bad name " + "x".repeat(240), "content");
    Files.createSymbolicLink(here.data.resolve("link.fits"), Path.of("good.fits"));

    here.start(Given.at(here.data));

    await().atMost(SOON).until(() -> here.files().size() == 3);
    await().atMost(SOON).until(() -> here.file("good.fits").state() == SAFE);
    await()
        .atMost(SOON)
        .until(() -> here.file("empty.fits").retry().problem() == ProblemCode.EMPTY);
  }

  @Test
  void aLiveFileIsRegisteredSoonAfterItWasRenamedIntoPlace() throws IOException {
    here.start(Given.at(here.data).watch(Watch.EVENTS));
    await().atMost(SOON).until(() -> !here.listener.scans.isEmpty());

    Path temporary = here.write("a.fits.part", "content");
    Files.move(temporary, here.data.resolve("a.fits"), StandardCopyOption.ATOMIC_MOVE);

    here.awaitAll(1, SAFE);
    assertThat(here.listener.scans).hasSize(1);
  }

  @Test
  void aReplacedRegisteredFileIsAnAlarmAndNoNewRegistration() throws IOException {
    here.catalogue.daemons().pause();
    here.write("a.fits", "content");
    here.start(Given.at(here.data).watch(Watch.EVENTS));
    await().atMost(SOON).until(() -> here.listener.moves.contains("a.fits: REGISTERED"));

    Path other = here.write(".other", "another");
    Files.move(other, here.data.resolve("a.fits"), StandardCopyOption.REPLACE_EXISTING);

    await().atMost(SOON).until(() -> here.file("a.fits").state() == FileState.QUARANTINED);
    assertThat(here.file("a.fits").retry().problem())
        .isEqualTo(ProblemCode.REPLACED_AFTER_REGISTRATION);
    assertThat(here.file("a.fits").standing().generation()).isEqualTo(1);
  }

  @Test
  void anRseThatDoesNotFitIsFatalAndAServerThatIsAwayIsNot() {
    Ingest good = ingest("ONSITE");
    Ingest deterministic = ingest("DETERMINISTIC");
    Ingest unknown = ingest("NOWHERE");

    assertThat(good.preflight()).isInstanceOf(Preflight.Result.Ok.class);
    assertThat(deterministic.preflight()).isInstanceOf(Preflight.Result.Fatal.class);
    assertThat(unknown.preflight()).isInstanceOf(Preflight.Result.Fatal.class);

    here.catalogue.beginOutage();
    assertThat(ingest("ONSITE").preflight()).isInstanceOf(Preflight.Result.Retry.class);
  }

  private Ingest ingest(String rse) {
    IngestSettings settings = Given.at(here.data).settings(here.state());
    return new Ingest(
        new IngestSettings(
            settings.instance(),
            settings.state(),
            new Place(rse, here.data, Optional.empty()),
            settings.sources(),
            settings.limits(),
            settings.inbox()),
        here.journal(),
        here.rucio,
        WatchedClock.trusting(java.time.Clock.systemUTC()),
        here.listener);
  }

  @Test
  void aRouteThatLooksForNothingAnyMoreIsToldAsDead() throws IOException {
    here.close();
    SettableClock clock = new SettableClock(Instant.now());
    here = new Installation(home.resolve("again"), clock);
    Ingest ingest = here.start(Given.at(here.data));
    await().atMost(SOON).until(() -> ingest.health().ready());
    assertThat(ingest.health().dead()).isEmpty();

    clock.tick(Duration.ofMinutes(7));

    assertThat(ingest.health().dead()).contains("discover-lst1");
  }

  @Test
  void anUnknownSourceCannotBeRescanned() {
    Ingest ingest = here.start(Given.at(here.data));

    assertThatThrownBy(() -> ingest.rescan("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lst1");
  }
}
