// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.SettableClock;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans without Camel. */
class TreeScanTest {

  @TempDir Path home;
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Integer> batches = new ArrayList<>();
  private Path data;
  private Journal journal;
  private TreeGround ground;

  @BeforeEach
  void prepare() throws IOException {
    data = Files.createDirectories(home.resolve("data"));
    journal = SqliteJournal.open(home.resolve("state"), 1L << 30, clock, LifeCycleListener.NONE);
    RecordingListener listener = new RecordingListener();
    TreeContext context =
        Contexts.of(Given.at(data), journal, home.resolve("state"), listener, clock);
    ground = new TreeGround(context.sources().named("lst1"), context, 1000, () -> true);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private ScanReport scan() throws Exception {
    TreeScan scan = new TreeScan(ground, this::sight);
    scan.folder(new Folder(null, data));
    return scan.run();
  }

  private SightingReport sight(List<Sighting> sightings) {
    batches.add(sightings.size());
    return journal.sight(sightings);
  }

  private List<JournalFile> files() {
    return journal.files(
        new FileQuery(
            Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 2_000_000));
  }

  /** Brings all files to REGISTERED, as the steps would. */
  private void finishAll() {
    for (FileState[] step :
        new FileState[][] {
          {FileState.SIGHTED, FileState.SETTLED},
          {FileState.SETTLED, FileState.DIGESTED},
          {FileState.DIGESTED, FileState.REGISTERED}
        }) {
      List<Entry> entries = new ArrayList<>();
      for (JournalFile file : files()) {
        if (file.state() == step[0]) {
          Identity identity =
              new Identity(
                  new org.ingestd.checksum.Digests(
                      java.util.Map.of(org.ingestd.checksum.DigestAlgorithm.ADLER32, "00000001")),
                  new Did("lst", "f" + file.id()),
                  null,
                  null,
                  null);
          entries.add(
              new Entry.Move(
                  file.id(),
                  step[0],
                  step[1],
                  "test",
                  new Facts(null, identity),
                  Entry.Next.nothing()));
        }
      }
      journal.record(entries);
    }
  }

  private void aged(Path directory) throws IOException {
    Files.setLastModifiedTime(directory, FileTime.from(clock.instant().minusSeconds(60)));
  }

  @Test
  void aDirectoryThatIsUnchangedAndFinishedIsNotReadAgain() throws Exception {
    Files.createDirectories(data.resolve("run1"));
    Files.createFile(data.resolve("run1/a"));
    aged(data.resolve("run1"));
    aged(data);

    assertThat(scan().directories()).isEqualTo(2);
    assertThat(scan().directories()).as("a is not finished").isEqualTo(1);
    finishAll();
    assertThat(scan().directories()).as("a was not finished last time").isEqualTo(1);
    assertThat(scan().directories()).isZero();

    Files.createFile(data.resolve("run1/b"));
    assertThat(scan().fresh()).isEqualTo(1);
    assertThat(files()).hasSize(2);
  }

  @Test
  void aDirectoryReadShortlyAfterItChangedIsNotTrusted() throws Exception {
    Files.createFile(data.resolve("a"));
    clock.tick(Duration.between(clock.instant(), Instant.now()));
    scan();
    finishAll();

    assertThat(scan().directories()).isEqualTo(1);
    assertThat(scan().directories()).isEqualTo(1);
    clock.tick(Duration.ofSeconds(3));
    assertThat(scan().directories()).isEqualTo(1);
    assertThat(scan().directories()).isZero();
  }

  /** Beyond 4096 bytes of path the kernel answers with an error that has no class of its own. */
  @Test
  void aDirectoryThatCannotBeLookedAtDoesNotHideTheOthers() throws Exception {
    Files.createDirectories(data.resolve("run1"));
    Files.createFile(data.resolve("run1/a"));
    String deep =
        "cd \"$0\"; for i in $(seq 25); do mkdir "
            + "x".repeat(200)
            + "; cd "
            + "x".repeat(200)
            + "; done";
    assertThat(new ProcessBuilder("bash", "-c", deep, data.toString()).start().waitFor()).isZero();
    Files.createDirectories(data.resolve("run2"));
    Files.createFile(data.resolve("run2/b"));
    try {
      ScanReport report = scan();

      assertThat(report.ignored()).containsEntry("unreadable", 1L);
      assertThat(files()).hasSize(2);
    } finally {
      new ProcessBuilder("rm", "-rf", data.toString()).start().waitFor();
    }
  }

  @Test
  void aThousandFilesOfOneSecondAreAllFound() throws Exception {
    Files.createFile(data.resolve("first"));
    scan();
    for (int i = 0; i < 1000; i++) {
      Path file = Files.createFile(data.resolve("f" + i));
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-22T20:00:00Z")));
    }

    scan();

    assertThat(files()).hasSize(1001);
  }

  @Test
  void onlyFilesThatAreNotFinishedAreLookedAt() throws Exception {
    Path file = Files.createFile(data.resolve("a"));
    scan();
    FileStamp before = FileStamp.of(file);
    Files.writeString(file, "grown");

    assertThat(scan().changed() + batches.size()).isGreaterThan(1);
    assertThat(files().get(0).stamp()).isNotEqualTo(before);
    finishAll();
    Files.writeString(file, "rewritten after registration");

    batches.clear();
    scan();
    assertThat(batches).isEmpty();
  }

  @Test
  void oneHundredThousandFilesInOneDirectoryComeInBatchesWithLittleMemory() throws Exception {
    manyFiles(100_000, 100_000);
  }

  @Test
  @Tag("slow")
  void oneMillionFilesInATreeComeInBatchesWithLittleMemory() throws Exception {
    manyFiles(1_000_000, 1000);
  }

  private void manyFiles(int count, int perDirectory) throws Exception {
    for (int i = 0; i < count; i++) {
      Path directory = data.resolve("d" + i / perDirectory);
      if (i % perDirectory == 0) {
        Files.createDirectory(directory);
      }
      Files.createFile(directory.resolve("LST-1.1.Run00001." + i + ".fits.fz"));
    }
    long[] most = {0};
    long before = usedAfterCollection();
    TreeScan scan =
        new TreeScan(
            ground,
            sightings -> {
              if (batches.size() % 50 == 49) {
                most[0] = Math.max(most[0], usedAfterCollection() - before);
              }
              return sight(sightings);
            });
    scan.folder(new Folder(null, data));

    ScanReport report = scan.run();

    assertThat(report.fresh()).isEqualTo(count);
    assertThat(batches).allMatch(size -> size <= 1000);
    assertThat(most[0]).as("bytes held while scanning").isLessThan(40L << 20);
  }

  private static long usedAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
