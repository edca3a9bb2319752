// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.routes.steps.rucio.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in a directory while the whole runs; no rescan comes to help unless it says so. */
class DiscoveryTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofHours(10);

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

  /** Comes back when everything is watched. */
  private Ingest startWithEventsOnly() {
    Ingest ingest =
        here.start(Given.at(here.data).watch(Watch.EVENTS).rescan(NEVER).recheck(NEVER));
    await().atMost(SOON).until(() -> !here.listener.scans.isEmpty());
    return ingest;
  }

  private void awaitKnown(int count) {
    await().atMost(SOON).until(() -> here.files().size() >= count);
    assertThat(here.files()).hasSize(count);
    assertThat(here.listener.scans).as("no rescan was needed").hasSize(1);
  }

  private void awaitProblem(String path, ProblemCode problem) {
    await().atMost(SOON).until(() -> here.file(path).retry().problem() == problem);
  }

  @Test
  void aDirectoryMovedInWithAllItsFilesIsFoundWhole() throws IOException {
    startWithEventsOnly();
    Path aside = home.resolve("aside");
    for (int i = 0; i < 60; i++) {
      Path file = aside.resolve("d" + i % 3 + "/e" + i % 7 + "/f" + i);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content" + i);
    }

    Files.move(aside, here.data.resolve("run1"));

    awaitKnown(60);
  }

  @Test
  void filesOlderThanTheLiveWindowGoToTheBacklogLaneByThemselves() throws IOException {
    Instant now = Instant.now();
    writtenAt("scanned-old", now.minus(Duration.ofHours(25)));
    writtenAt("scanned-young", now.minus(Duration.ofHours(23)));
    startWithEventsOnly();
    Path aside = Files.writeString(home.resolve("aside"), "moved in, old");
    Files.setLastModifiedTime(aside, FileTime.from(now.minus(Duration.ofDays(400))));
    Files.move(aside, here.data.resolve("event-old"));
    here.write("event-young", "written now");

    awaitKnown(4);

    assertThat(here.files())
        .extracting(file -> file.key().path().text() + " " + file.standing().lane())
        .containsExactlyInAnyOrder(
            "scanned-old BACKLOG", "scanned-young LIVE", "event-old BACKLOG", "event-young LIVE");
    for (JournalFile file : here.files()) {
      here.awaitState(file.key().path().text(), SAFE);
    }
  }

  private void writtenAt(String path, Instant time) throws IOException {
    Files.setLastModifiedTime(here.write(path, path), FileTime.from(time));
  }

  @Test
  void aDirectoryThatIsRenamedIsFollowed() throws IOException {
    here.write("run1/deep/a.fits", "content");
    startWithEventsOnly();
    here.awaitState("run1/deep/a.fits", REGISTERED);

    Files.move(here.data.resolve("run1"), here.data.resolve("run2"));
    here.awaitState("run2/deep/a.fits", QUARANTINED);
    here.write("run2/deep/b.fits", "other");

    here.awaitState("run2/deep/b.fits", SAFE);
  }

  @Test
  void newDirectoriesFilledAtOnceAreFoundWhole() throws IOException {
    startWithEventsOnly();

    for (int i = 0; i < 150; i++) {
      here.write("n" + i % 20 + "/m" + i + "/f" + i, "content" + i);
    }

    awaitKnown(150);
  }

  @Test
  @Tag("slow")
  void aBurstOfFortyThousandFilesIsFoundWhole() throws IOException {
    Given given = Given.at(here.data).watch(Watch.EVENTS).rescan(NEVER).recheck(NEVER);
    here.start(given.quiet(NEVER));
    await().atMost(SOON).until(() -> !here.listener.scans.isEmpty());

    for (int i = 0; i < 40_000; i++) {
      Path directory = here.data.resolve("d" + i % 7);
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("f" + i), "x");
    }

    await().atMost(Duration.ofMinutes(3)).until(() -> sighted() == 40_000);
    assertThat(here.listener.lostEvents).isNotEmpty();
    assertThat(here.listener.scans).as("no rescan was needed").hasSize(1);
  }

  private long sighted() {
    return here.journal().census().tallies().values().stream()
        .flatMap(states -> states.values().stream())
        .mapToLong(Census.Tally::count)
        .sum();
  }

  @Test
  void aRegisteredFileThatIsDeletedIsToldAtOnce() throws IOException {
    here.catalogue.daemons().pause();
    here.write("a.fits", "content");
    here.write("b.fits", "other");
    startWithEventsOnly();
    here.awaitAll(2, REGISTERED);

    Files.delete(here.data.resolve("a.fits"));

    awaitProblem("a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(here.file("a.fits").state()).isEqualTo(QUARANTINED);
  }

  @Test
  void aRegisteredFileThatIsRenamedIsToldUnderBothNamesAndNotRegisteredAgain() throws IOException {
    here.write("a.fits", "content");
    here.write("c.fits", "other");
    startWithEventsOnly();
    here.awaitAll(2, SAFE);
    String name = Named.did(here.file("a.fits")).name();

    Files.move(here.data.resolve("a.fits"), here.data.resolve("b.fits"));

    here.awaitState("b.fits", QUARANTINED);
    assertThat(here.file("b.fits").retry().problem())
        .isEqualTo(ProblemCode.RENAMED_AFTER_REGISTRATION);
    assertThat(here.file("b.fits").retry().detail()).contains("a.fits");
    assertThat(here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(here.file("a.fits").retry().problem())
        .isEqualTo(ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(Named.did(here.file("a.fits")).name()).isEqualTo(name);
  }

  @Test
  void withoutEventsARewriteIsToldByTheRecheck() throws IOException {
    here.write("a.fits", "content");
    here.write("b.fits", "other");
    Duration often = Duration.ofMillis(300);
    here.start(Given.at(here.data).watch(Watch.POLL).rescan(often).recheck(often));
    here.awaitAll(2, SAFE);

    Files.writeString(here.data.resolve("a.fits"), "CONTENT");

    awaitProblem("a.fits", ProblemCode.CHANGED_AFTER_REGISTRATION);
    assertThat(here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(here.file("b.fits").retry().problem()).isNull();
  }

  @Test
  void whatChangedWhileTheDaemonWasDownIsToldAfterItsStart() throws IOException {
    here.write("a.fits", "content");
    here.write("b.fits", "other");
    here.start(Given.at(here.data));
    here.awaitAll(2, SAFE);
    here.stop();
    Files.writeString(here.data.resolve("a.fits"), "CONTENT");

    startWithEventsOnly();

    awaitProblem("a.fits", ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  /** Ext4 gives the inode of a deleted file to the next one. */
  @Test
  void aNewFileWithTheInodeOfADeletedOneIsANewFile() throws IOException {
    startWithEventsOnly();
    for (int i = 0; i < 5; i++) {
      here.write("f" + i, "content " + i);
      here.awaitState("f" + i, SAFE);
      Files.delete(here.data.resolve("f" + i));
      here.write("g" + i, "CONTENT " + i);
    }

    await()
        .atMost(SOON)
        .until(() -> here.files().stream().filter(f -> f.state() == SAFE).count() == 10);
    for (JournalFile file : here.files()) {
      boolean deleted = file.key().path().text().startsWith("f");
      assertThat(file.retry().problem())
          .isEqualTo(deleted ? ProblemCode.LOST_AFTER_REGISTRATION : null);
    }
    assertThat(here.files().stream().map(f -> Named.digests(f).adler32()).distinct()).hasSize(10);
  }

  @Test
  void timesFarAwayFromNowDoNotMatter() throws IOException {
    for (String time :
        Set.of("1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2100-01-01T00:00:00Z")) {
      Path file = here.write(time.substring(0, 4) + ".fits", "content of " + time);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
    }

    startWithEventsOnly();

    here.awaitAll(3, SAFE);
  }
}
