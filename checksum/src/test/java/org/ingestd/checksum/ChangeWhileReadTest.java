// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that changes under the reader gives no digest. Each change happens at a known byte; sizes
 * are such that all ways of reading are met, below and above one block and with helpers.
 */
class ChangeWhileReadTest {

  private static final int SMALL = 10_000;
  private static final int LARGE = 20 << 20;

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("file");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, SMALL, 1 << 20, LARGE})
  void noticesBytesAppendedInMidRead(int size) throws IOException {
    for (Set<DigestAlgorithm> wanted : wantedSets()) {
      Files.write(file, new byte[size]);

      Reading reading = read(wanted, Watching.doing(size / 2, () -> append(new byte[1])));

      assertThat(reading)
          .isEqualTo(new Reading.ChangedWhileRead("size " + size + " → " + (size + 1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, SMALL, LARGE})
  void noticesBytesAppendedAfterTheLastOneWasRead(int size) throws IOException {
    Files.write(file, new byte[size]);

    Reading reading = read(Set.of(), Watching.doingAtTheEnd(() -> append(new byte[1])));

    assertThat(reading)
        .isEqualTo(new Reading.ChangedWhileRead("size " + size + " → " + (size + 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, 1 << 20, LARGE})
  void survivesTruncationInMidRead(int size) throws IOException {
    for (Set<DigestAlgorithm> wanted : wantedSets()) {
      Files.write(file, new byte[size]);

      Reading reading = read(wanted, Watching.doing(size / 2, () -> truncate(10)));

      assertThat(reading)
          .isEqualTo(new Reading.ChangedWhileRead("truncated: ends at 10 of " + size));
    }
  }

  @Test
  void noticesARewriteOfTheSameSizeThoughTheModificationTimeWasSetBack() throws IOException {
    Files.write(file, new byte[SMALL]);
    FileTime before = Files.getLastModifiedTime(file);
    Watching watch =
        Watching.doingAtTheEnd(
            () -> {
              overwriteFirstByte();
              Files.setLastModifiedTime(file, before);
            });

    Reading reading = read(Set.of(), watch);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    assertThat(reading).isEqualTo(new Reading.ChangedWhileRead("change time"));
  }

  @Test
  void noticesAnotherFileRenamedOverIt() throws IOException {
    Files.write(file, new byte[LARGE]);
    Path other = Files.write(directory.resolve("other"), new byte[LARGE]);
    Watching watch =
        Watching.doing(
            LARGE / 2, () -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING));

    Reading reading = read(Set.of(), watch);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.ChangedWhileRead.class,
            changed -> assertThat(changed.what()).startsWith("another file (inode "));
  }

  @Test
  void saysVanishedWhenTheFileWasDeletedInMidRead() throws IOException {
    Files.write(file, new byte[LARGE]);

    Reading reading = read(Set.of(), Watching.doing(LARGE / 2, () -> Files.delete(file)));

    assertThat(reading).isEqualTo(new Reading.Vanished());
  }

  @Test
  void doesNotMindBeingReadByOthers() throws IOException {
    Files.write(file, new byte[LARGE]);

    Reading reading = read(Set.of(), Watching.doing(LARGE / 2, () -> Files.readAllBytes(file)));

    assertThat(reading).isInstanceOf(Reading.Digested.class);
  }

  private static Iterable<Set<DigestAlgorithm>> wantedSets() {
    return List.of(Set.of(), EnumSet.of(DigestAlgorithm.MD5), EnumSet.allOf(DigestAlgorithm.class));
  }

  private Reading read(Set<DigestAlgorithm> wanted, ReadingWatch watch) {
    try (DigestReader reader = new DigestReader(1)) {
      return reader.read(file, wanted, watch);
    }
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private void overwriteFirstByte() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}));
    }
  }
}
