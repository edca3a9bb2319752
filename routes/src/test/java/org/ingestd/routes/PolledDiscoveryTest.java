// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole with no event to help, as on a network file system, and with the daemon down. */
class PolledDiscoveryTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(300);

  @TempDir Path home;
  private Installation here;
  private Given polled;

  @BeforeEach
  void install() throws IOException {
    here = new Installation(home);
    polled = Given.at(here.data).watch(Watch.POLL).rescan(OFTEN).recheck(OFTEN);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private void awaitScans() {
    int before = here.listener.scans.size();
    await().atMost(SOON).until(() -> here.listener.scans.size() >= before + 2);
  }

  private boolean inRucio(String path) throws RucioException {
    Did did = new Did("lst", path);
    return here.rucio.files(List.of(did)).containsKey(did);
  }

  @Test
  void aFileRenamedIntoPlaceIsRegisteredOnceUnderItsFinalName() throws Exception {
    Ingest ingest = here.start(polled);
    for (String ending : List.of(".tmp", ".part", "~")) {
      here.write("a.fits" + ending, "content" + ending);
    }
    here.write(".a.fits", "content");
    awaitScans();
    assertThat(Installation.source(ingest).foundBy()).contains(FoundBy.RESCANS);

    Path last = here.data.resolve("a.fits");
    Files.move(here.data.resolve("a.fits.part"), last, StandardCopyOption.ATOMIC_MOVE);

    here.awaitAll(1, SAFE);
    assertThat(inRucio("a.fits")).isTrue();
  }

  @Test
  void aFileRenamedWhileItWaitsIsRegisteredOnceUnderItsFinalName() throws Exception {
    here.write("a.raw", "content");
    here.start(polled.quiet(Duration.ofSeconds(4)));
    here.awaitState("a.raw", SIGHTED);

    Files.move(here.data.resolve("a.raw"), here.data.resolve("a.fits"));

    here.awaitState("a.fits", SAFE);
    here.awaitState("a.raw", VANISHED);
    assertThat(inRucio("a.raw")).isFalse();
  }

  @Test
  void aDirectoryOfSafeFilesThatIsRenamedIsToldUnderBothNames() throws Exception {
    writeThree();
    here.start(polled);
    here.awaitAll(3, SAFE);

    Files.move(here.data.resolve("run1"), here.data.resolve("run2"));

    mustBeToldUnderBothNames();
  }

  @Test
  void soIsOneThatIsRenamedWhileTheDaemonIsDown() throws Exception {
    writeThree();
    here.start(polled);
    here.awaitAll(3, SAFE);
    here.stop();
    Files.move(here.data.resolve("run1"), here.data.resolve("run2"));

    here.start(polled);

    mustBeToldUnderBothNames();
  }

  private void writeThree() throws IOException {
    here.write("run1/a.fits", "content of a");
    here.write("run1/deep/b.fits", "content of b");
    here.write("other.fits", "content");
  }

  private void mustBeToldUnderBothNames() throws RucioException {
    for (String name : List.of("a.fits", "deep/b.fits")) {
      here.awaitState("run2/" + name, QUARANTINED);
      assertThat(here.file("run2/" + name).retry().problem())
          .isEqualTo(ProblemCode.RENAMED_AFTER_REGISTRATION);
      assertThat(here.file("run2/" + name).retry().detail()).contains("run1/" + name);
      await()
          .atMost(SOON)
          .until(
              () ->
                  here.file("run1/" + name).retry().problem()
                      == ProblemCode.LOST_AFTER_REGISTRATION);
      assertThat(here.file("run1/" + name).state()).isEqualTo(SAFE);
      assertThat(inRucio("run2/" + name)).isFalse();
    }
    assertThat(here.file("other.fits").retry().problem()).isNull();
  }
}
