// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of its own is mounted below the source and lost alone, while the daemon runs or is down.
 * Needs root: a loop device is mounted.
 */
@Tag("real")
class MountedBelowTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(300);

  @TempDir Path home;
  private Installation here;
  private Path image;
  private Path nas;

  @BeforeEach
  void mountDisk() throws Exception {
    here = new Installation(home);
    image = home.resolve("disk.img");
    nas = Files.createDirectories(here.data.resolve("nas1"));
    run("truncate", "-s", "16M", image.toString());
    run("mkfs.ext4", "-q", image.toString());
    mount();
  }

  @AfterEach
  void unmountDisk() throws Exception {
    here.close();
    if (isMounted()) {
      unmount();
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + output).isZero();
  }

  private void mount() throws Exception {
    run("mount", "-o", "loop", image.toString(), nas.toString());
  }

  private void unmount() throws Exception {
    run("umount", nas.toString());
  }

  private boolean isMounted() throws IOException {
    return !Files.getAttribute(nas, "unix:dev").equals(Files.getAttribute(here.data, "unix:dev"));
  }

  private void awaitScan() {
    int before = here.listener.scans.size();
    await().atMost(SOON).until(() -> here.listener.scans.size() >= before + 2);
  }

  private void mustBe(FileState state, String... paths) {
    for (String path : paths) {
      assertThat(here.file(path).state()).as(path).isEqualTo(state);
      assertThat(here.file(path).retry().problem()).as(path).isNull();
    }
  }

  @Test
  void itsRegisteredFilesAreNotLostAndTheRestGoesOn() throws Exception {
    here.write("nas1/a.fits", "content");
    here.write("nas1/run/b.fits", "content of b");
    here.write("other/c.fits", "content of c");
    Ingest ingest =
        here.start(Given.at(here.data).watch(Watch.EVENTS).rescan(OFTEN).recheck(OFTEN));
    here.awaitAll(3, SAFE);

    unmount();
    here.write("other/d.fits", "content of d");
    await().atMost(SOON).until(() -> !ingest.health().degraded().isEmpty());
    awaitScan();
    Files.delete(here.data.resolve("other/c.fits"));
    await()
        .atMost(SOON)
        .until(
            () ->
                here.file("other/c.fits").retry().problem() == ProblemCode.LOST_AFTER_REGISTRATION);

    mustBe(SAFE, "nas1/a.fits", "nas1/run/b.fits");
    assertThat(ingest.health().degraded())
        .singleElement()
        .asString()
        .contains(
            "part of lst1", "nas1 was a file system of its own (ext4) and is not mounted now");
    assertThat(Installation.source(ingest).online()).isTrue();

    mount();
    await().atMost(SOON).until(() -> ingest.health().degraded().isEmpty());
    Files.delete(nas.resolve("a.fits"));
    await()
        .atMost(SOON)
        .until(
            () ->
                here.file("nas1/a.fits").retry().problem() == ProblemCode.LOST_AFTER_REGISTRATION);
    mustBe(SAFE, "nas1/run/b.fits");
  }

  @Test
  void lostWhileTheDaemonWasDownItsFilesWaitForItAndItsDirectoryMayBeGoneToo() throws Exception {
    here.catalogue.daemons().pause();
    here.write("nas1/a.fits", "content");
    here.write("other/c.fits", "content of c");
    Given given = Given.at(here.data).rescan(OFTEN).recheck(OFTEN);
    here.start(given);
    here.awaitAll(2, file -> List.of(REGISTERED, PROTECTED).contains(file.state()));
    here.stop();
    unmount();
    Files.delete(nas);

    Files.delete(here.data.resolve("other/c.fits"));

    here.start(given);
    await().atMost(SOON).until(() -> here.file("other/c.fits").state() == QUARANTINED);

    assertThat(here.file("nas1/a.fits").state()).isIn(REGISTERED, PROTECTED);
    Files.createDirectory(nas);
  }

  @Test
  void whatWasOnlySightedWaitsForIt() throws Exception {
    here.write("nas1/a.fits", "content");
    here.write("other/c.fits", "content of c");
    Given given =
        Given.at(here.data)
            .watch(Watch.EVENTS)
            .rescan(OFTEN)
            .recheck(OFTEN)
            .quiet(Duration.ofSeconds(3));
    here.start(given);
    await().atMost(SOON).until(() -> here.files().size() == 2);
    unmount();

    await()
        .atMost(SOON)
        .until(() -> here.file("nas1/a.fits").retry().problem() == ProblemCode.SOURCE_OFFLINE);
    assertThat(here.file("nas1/a.fits").state()).isEqualTo(SIGHTED);

    mount();
    here.awaitAll(2, SAFE);
    assertThat(here.file("nas1/a.fits").standing().generation()).isEqualTo(1);
  }
}
