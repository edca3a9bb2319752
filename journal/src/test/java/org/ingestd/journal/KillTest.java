// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon is killed in the middle of its work, again and again on the same journal. */
final class KillTest {

  @TempDir private Path state;

  @Test
  void nothingThatWasAcknowledgedIsMissingAfterAKill() throws Exception {
    killed(4);
  }

  @Test
  @Tag("slow")
  void nothingThatWasAcknowledgedIsMissingAfterManyKills() throws Exception {
    killed(100);
  }

  private void killed(int rounds) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      acknowledged.addAll(untilKilled(round, 1 + random.nextInt(400)));
      compare("seed " + seed + ", round " + round, acknowledged);
    }
  }

  private List<String> untilKilled(int round, int linesBefore) throws Exception {
    Process daemon = daemon(round);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = daemon.inputReader()) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        if (lines.size() == linesBefore) {
          assertLocked(daemon);
          daemon.toHandle().destroyForcibly();
        }
        line = reader.readLine();
      }
    }
    daemon.waitFor();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(linesBefore);
    // The last line may be cut off by the kill.
    return lines.subList(0, lines.size() - 1);
  }

  private Process daemon(int round) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AcknowledgingDaemon.class.getName(),
            state.toString(),
            String.valueOf(round))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void assertLocked(Process holder) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.LOCKED))
        .hasMessageContaining("pid=" + holder.pid());
  }

  private Journal open() {
    return SqliteJournal.open(state, Samples.LARGE, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  private void compare(String where, List<String> acknowledged) {
    try (Journal journal = open()) {
      for (String line : acknowledged) {
        String[] words = line.split(" ", 3);
        if (words[0].equals("sighted")) {
          assertThat(journal.file(Samples.key(words[1]))).as(where + ": " + line).isPresent();
        } else {
          assertThat(journal.history(Long.parseLong(words[1])))
              .as(where + ": " + line)
              .extracting(HistoryLine::to)
              .contains(FileState.valueOf(words[2]));
        }
      }
      assertThat(journal.check()).as(where).isEmpty();
    }
  }
}
