// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.Samples.sighting;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.Samples;
import org.ingestd.journal.life.LifeCycleListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of state directories as crashes and wrong restores leave them; {@link MutationTest} has
 * what bad disks do to the bytes.
 */
final class DamageTest {

  @TempDir private Path root;
  private Path state;
  private Path crashed;

  /** A journal closed in order, and the picture of a later moment as a power cut would leave it. */
  @BeforeEach
  void makePictures() throws IOException {
    state = root.resolve("state");
    crashed = root.resolve("crashed");
    try (Journal journal = open(state)) {
      journal.sight(List.of(sighting("first", 10)));
    }
    try (Journal journal = open(state)) {
      journal.sight(List.of(sighting("second", 10)));
      copy(state, crashed);
    }
  }

  private static Journal open(Path state) {
    return SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(name -> !name.toString().endsWith("-shm")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void assertRefused(Path state, String why) throws IOException {
    Path file = state.resolve("journal.db");
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> open(state))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
          .hasMessageContainingAll(why, "ingestd journal rebuild");
    }
    byte[] after = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aCrashLeavesAJournalThatOpensWithAllThatWasAcknowledged() {
    try (Journal journal = open(crashed)) {
      assertThat(journal.file(Samples.key("first"))).isPresent();
      assertThat(journal.file(Samples.key("second"))).isPresent();
      assertThat(journal.check()).isEmpty();
    }
  }

  @Test
  void aLostJournalIsRefused() throws IOException {
    Files.delete(state.resolve("journal.db"));

    assertRefused(state, "it is gone");
    assertThat(state.resolve("journal.db")).doesNotExist();
  }

  @Test
  void aJournalWithoutItsLogIsRefused() throws IOException {
    Files.delete(crashed.resolve("journal.db-wal"));

    assertRefused(crashed, "journal.db-wal is gone");
  }

  @Test
  void aLogThatAReaderMadeAnewIsNoLog() throws IOException {
    Files.write(crashed.resolve("journal.db-wal"), new byte[0]);

    assertRefused(crashed, "journal.db-wal is gone");
  }

  @Test
  void anOlderCopyIsRefused() throws IOException {
    Path old = root.resolve("old");
    copy(state, old);
    try (Journal journal = open(state)) {
      journal.sight(List.of(sighting("third", 10)));
    }
    Files.copy(
        old.resolve("journal.db"),
        state.resolve("journal.db"),
        StandardCopyOption.REPLACE_EXISTING);

    assertRefused(state, "older than it was");
  }

  @Test
  void anotherJournalIsRefused() throws IOException {
    open(root.resolve("other")).close();
    Files.copy(
        root.resolve("other/journal.db"),
        state.resolve("journal.db"),
        StandardCopyOption.REPLACE_EXISTING);

    assertRefused(state, "another journal");
  }

  @Test
  void anEmptyJournalIsRefusedWhereThereWasOne() throws IOException {
    Files.write(state.resolve("journal.db"), new byte[0]);

    assertRefused(state, "it is empty");
  }

  @Test
  void aDamagedMarkIsRefused() throws IOException {
    for (String text : List.of("", "ingestd journal\n", "ingestd journal\ngeneration=?")) {
      Files.writeString(state.resolve("journal.id"), text);

      assertRefused(state, "journal.id is damaged");
      assertThat(state.resolve("journal.id")).hasContent(text);
    }
  }

  @Test
  void aCrashInTheFirstSecondLeavesNothingToRefuse() throws IOException {
    Path fresh = root.resolve("fresh");
    Files.createDirectories(fresh);
    Files.write(fresh.resolve("journal.db"), new byte[0]);
    Files.writeString(fresh.resolve("journal.id.new"), "ingestd");

    try (Journal journal = open(fresh)) {
      assertThat(journal.sight(List.of(sighting("a", 1))).fresh()).isEqualTo(1);
    }
  }

  @Test
  void aJournalWhoseFirstMarkWasNotWrittenYetOpens() throws IOException {
    Files.delete(crashed.resolve("journal.id"));

    try (Journal journal = open(crashed)) {
      assertThat(journal.file(Samples.key("second"))).isPresent();
    }
  }

  /** As on a disk without room, where the next life begins after a crash, and fails. */
  @Test
  void aStartThatCouldNotWriteItsMarkAfterACrashHarmsNothing() throws IOException {
    Path obstacle = Files.createDirectory(crashed.resolve("journal.id.new"));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> open(crashed))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IO))
          .hasMessageContaining("journal.id.new");
    }
    Files.delete(obstacle);

    aCrashLeavesAJournalThatOpensWithAllThatWasAcknowledged();
  }

  @Test
  void aCrashAfterTheLastMarkBeforeTheLogWasRemovedLeavesAnOpenableJournal() throws IOException {
    Path picture = root.resolve("picture");
    copy(crashed, picture);
    Files.copy(
        state.resolve("journal.id"),
        picture.resolve("journal.id"),
        StandardCopyOption.REPLACE_EXISTING);

    // The mark was written while SQLite had not closed yet; all commits are in the log.
    try (Journal journal = open(picture)) {
      assertThat(journal.file(Samples.key("second"))).isPresent();
    }
  }

  @Test
  void noiseIsRefused() throws IOException {
    byte[] noise = new byte[8_192];
    new Random(1).nextBytes(noise);
    Files.write(state.resolve("journal.db"), noise);

    assertRefused(state, "");
  }

  @Test
  void aTruncatedJournalIsRefused() throws IOException {
    Path file = state.resolve("journal.db");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(content.length() / 2);
    }

    assertRefused(state, "");
  }

  @Test
  void whatCannotBeMadeIsNoDamage() throws IOException {
    Path taken = Files.writeString(root.resolve("taken"), "a file");

    assertThatThrownBy(() -> open(taken))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
        .hasMessageContaining("taken");
  }

  @Test
  void aJournalThatCouldNotBeOpenedKeepsItsLogAndOpensLater() throws IOException {
    // Nobody can write the note beside it: its draft's name is taken.
    Path draft = Files.createDirectory(crashed.resolve("journal.id.new"));

    assertThatThrownBy(() -> open(crashed))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IO));

    assertThat(crashed.resolve("journal.db-wal")).isNotEmptyFile();
    Files.delete(draft);
    try (Journal journal = open(crashed)) {
      assertThat(journal.file(Samples.key("second"))).isPresent();
    }
  }
}
