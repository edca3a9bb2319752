// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ingestd.journal.Samples.sighting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.LifeCycleListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A verb that could not read the journal holds nothing of it open: its file system can be unmounted
 * and the next look is a new one.
 */
final class LetGoTest {

  private static final Path OPEN = Path.of("/proc/self/fd");

  @TempDir private Path state;

  private void makeAJournal() {
    try (Journal journal =
        SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE)) {
      journal.sight(List.of(sighting("a", 10)));
    }
  }

  /** What this process holds open below the state directory. */
  private List<Path> held() throws IOException {
    List<Path> held = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(OPEN)) {
      for (Path descriptor : descriptors.toList()) {
        Path target = targetOf(descriptor);
        if (target.startsWith(state.toRealPath())) {
          held.add(target);
        }
      }
    }
    return held;
  }

  /** The listing's own descriptor is gone by now. */
  private static Path targetOf(Path descriptor) throws IOException {
    return Files.exists(descriptor) ? Files.readSymbolicLink(descriptor) : OPEN;
  }

  private void refusesAndLetsGo() throws IOException {
    assumeThat(OPEN).exists();
    assertThatThrownBy(() -> SqliteJournal.openReadOnly(state))
        .isInstanceOf(JournalException.class);
    assertThat(held()).isEmpty();
  }

  /** As it is for a moment while the first start makes it: {@code status} is asked then, too. */
  @Test
  void anEmptyJournal() throws IOException {
    assumeThat(OPEN).exists();
    Files.createFile(state.resolve("journal.db"));

    assertThat(SqliteJournal.openReadOnly(state)).isEmpty();

    assertThat(held()).isEmpty();
  }

  @Test
  void whatIsNoJournal() throws IOException {
    Files.writeString(state.resolve("journal.db"), "no journal".repeat(1000));
    refusesAndLetsGo();
  }

  @Test
  void aJournalWhoseLogIsADirectory() throws IOException {
    makeAJournal();
    Files.createDirectory(state.resolve("journal.db-wal"));
    refusesAndLetsGo();
  }
}
