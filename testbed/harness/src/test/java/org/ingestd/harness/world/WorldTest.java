// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle's reading of real disks, catalogues and journals, one lie after the other. */
final class WorldTest {

  private static final Did CAMERA = new Did("lst", "R0/run0/camera0.fits");

  @TempDir private Path folder;

  @Test
  void liesThatArePlantedAfterARealRunAreNamed() throws Exception {
    try (World world = World.make(folder, new Workload(1, 2, 1))) {
      try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
        assertThat(run.await()).as(run.lastWords()).isZero();
      }
      assertThat(world.judge(true)).isEmpty();

      Path source = world.ground().source().resolve("run0/camera0.fits");
      long size = Files.size(source);
      world.catalogue().admin().putFile(CAMERA, size + 1, "00000001");
      assertThat(news(world))
          .containsExactlyInAnyOrder(Violation.WRONG_SIZE, Violation.WRONG_CHECKSUM);

      world.catalogue().admin().putReplica(CAMERA, "DISK-A", "/elsewhere");
      world.catalogue().admin().removeReplica(CAMERA, "TAPE-A");
      assertThat(news(world)).containsExactly(Violation.CLAIMED_WITHOUT_EFFECT);

      change(world, "UPDATE files SET state = 3, due = 1 WHERE id = 2");
      assertThat(news(world))
          .containsExactlyInAnyOrder(Violation.ILLEGAL_HISTORY, Violation.STUCK_WITHOUT_REASON);

      Files.setLastModifiedTime(source, FileTime.fromMillis(0));
      assertThat(news(world)).containsExactly(Violation.SOURCE_TOUCHED);

      spoil(world.ground().state().resolve("journal.db"));
      assertThat(news(world)).contains(Violation.JOURNAL_DAMAGED);

      Files.delete(world.ground().state().resolve("journal.db"));
      assertThat(world.judge(true))
          .extracting(Finding::violation)
          .contains(Violation.LOST, Violation.FORGOTTEN, Violation.EFFECT_WITHOUT_CLAIM)
          .doesNotContain(Violation.JOURNAL_DAMAGED);
    }
  }

  @Test
  void aCopyOfOtherBytesMakesNoFileSafe() throws Exception {
    try (World world = World.make(folder, new Workload(1, 1, 1))) {
      try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
        assertThat(run.await()).as(run.lastWords()).isZero();
      }
      try (Stream<Path> copies = Files.walk(folder.resolve("storage").resolve("TAPE-A"))) {
        for (Path copy : copies.filter(Files::isRegularFile).toList()) {
          byte[] content = Files.readAllBytes(copy);
          content[0]++;
          Files.write(copy, content);
        }
      }

      assertThat(world.judge(true))
          .extracting(Finding::violation)
          .containsExactly(Violation.CLAIMED_WITHOUT_EFFECT);
    }
  }

  private final Set<Violation> known = new HashSet<>();

  /** Violations that were not there at the last question. */
  private List<Violation> news(World world) throws Exception {
    List<Violation> now = world.judge(true).stream().map(Finding::violation).distinct().toList();
    List<Violation> fresh = now.stream().filter(violation -> !known.contains(violation)).toList();
    known.addAll(fresh);
    return fresh;
  }

  private static void change(World world, String sql) throws Exception {
    Path journal = world.ground().state().resolve("journal.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  /** Overwrites half of the file from its second page on. */
  private static void spoil(Path journal) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      file.seek(4096);
      file.write(new byte[(int) (file.length() / 2)]);
    }
  }
}
