// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.MockFile;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {

  @TempDir Path directory;

  private final TickingClock clock = new TickingClock();
  private final List<List<String>> seenWhileWriting = new ArrayList<>();
  private FileWriter writer = new FileWriter(TelescopeSettings.in(Path.of("")), tempo());

  @BeforeEach
  void inTheDirectory() {
    writer = new FileWriter(TelescopeSettings.in(directory), tempo());
  }

  @Test
  void aRenamedFileHasOnlyItsTemporaryNameUntilItIsWhole() throws Exception {
    writer.write(file(), Finishing.RENAME, ".part");

    assertThat(seenWhileWriting).hasSize(4).containsOnly(List.of("name.part"));
    assertThat(names()).containsExactly("name");
  }

  @Test
  void aMarkerComesAfterItsFile() throws Exception {
    writer.write(file(), Finishing.TRIGGER, ".part");

    assertThat(seenWhileWriting).hasSize(4).containsOnly(List.of("name"));
    assertThat(names()).containsExactly("name", "name.trigger");
  }

  @Test
  void aSlowFileGrowsWithAPauseAfterEachChunk() throws Exception {
    List<Long> sizes = new ArrayList<>();
    clock.hook = () -> sizes.add(directory.resolve("name").toFile().length());

    writer.write(file(), Finishing.SLOW, ".part");

    assertThat(sizes).containsExactly(10_000L, 20_000L, 30_000L, 40_000L);
    assertThat(clock.waits).containsOnly(Duration.ofMillis(2));
  }

  private MockFile file() {
    return new MockFile(
        Profile.LST,
        RawPath.of("name"),
        40_000,
        out -> {
          for (int part = 0; part < 4; part++) {
            out.write(new byte[10_000]);
            seenWhileWriting.add(names());
          }
        });
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private Tempo tempo() {
    return new Tempo(clock, clock);
  }
}
