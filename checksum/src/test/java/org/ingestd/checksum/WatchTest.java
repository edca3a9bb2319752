// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks on is asked before each block, told how far it is, and obeyed. */
class WatchTest {

  private static final Set<DigestAlgorithm> MD5 = EnumSet.of(DigestAlgorithm.MD5);
  private static final int MIB = 1 << 20;

  @TempDir Path directory;
  private final DigestReader reader = new DigestReader(1);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void asksForEveryByteOnceBeforeItIsRead() throws IOException {
    for (int size : List.of(0, 1, MIB, 9 * MIB + 1)) {
      for (Set<DigestAlgorithm> wanted : List.of(Set.<DigestAlgorithm>of(), MD5)) {
        Watching watch = Watching.only();

        reader.read(fileOf(size), wanted, watch);

        assertThat(watch.asked).hasValue(size);
      }
    }
  }

  @Test
  void whoeverWantsTheBytesGetsAllOfThemInOrderAndTheDigestsStayTheSame() throws IOException {
    Random random = new Random(5);
    for (int size : List.of(0, 1, MIB - 1, MIB, 9 * MIB + 1)) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      Path file = Files.write(directory.resolve("random" + size), content);
      for (Set<DigestAlgorithm> wanted : List.of(Set.<DigestAlgorithm>of(), MD5)) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();

        Reading withBytes = reader.read(file, wanted, new Wanting(seen));

        assertThat(seen.toByteArray()).isEqualTo(content);
        assertThat(withBytes).isEqualTo(reader.read(file, wanted, ReadingWatch.NONE));
      }
    }
  }

  private record Wanting(ByteArrayOutputStream seen) implements ReadingWatch {

    @Override
    public Optional<Consumer<ByteBuffer>> bytes() {
      return Optional.of(
          block -> {
            byte[] piece = new byte[block.remaining()];
            block.get(piece);
            seen.writeBytes(piece);
          });
    }

    @Override
    public void aboutToRead(long bytes) {}

    @Override
    public void progress(long bytesRead) {}

    @Override
    public boolean stopped() {
      return false;
    }
  }

  @Test
  void tellsEvery256MebibytesAndTheEndOnceEach() throws IOException {
    Watching across = Watching.only();
    Watching exact = Watching.only();
    Watching small = Watching.only();
    Watching empty = Watching.only();

    reader.read(fileOf(600L * MIB), Set.of(), across);
    reader.read(fileOf(512L * MIB), Set.of(), exact);
    reader.read(fileOf(7), Set.of(), small);
    reader.read(fileOf(0), Set.of(), empty);

    assertThat(across.progress).hasSize(3).isSorted().endsWith(600L * MIB);
    assertThat(across.progress.get(0)).isBetween(256L * MIB, 258L * MIB);
    assertThat(exact.progress).hasSize(2).endsWith(512L * MIB);
    assertThat(small.progress).containsExactly(7L);
    assertThat(empty.progress).containsExactly(0L);
  }

  @Test
  void stopsBetweenBlocksAndSaysHowFarItCame() throws IOException {
    for (Set<DigestAlgorithm> wanted : List.of(Set.<DigestAlgorithm>of(), MD5)) {
      Watching[] self = new Watching[1];
      self[0] = Watching.doing(20L * MIB, () -> self[0].stop.set(true));

      Reading reading = reader.read(fileOf(40L * MIB), wanted, self[0]);

      assertThat(reading)
          .isInstanceOfSatisfying(
              Reading.Stopped.class,
              stopped -> assertThat(stopped.bytesRead()).isBetween(18L * MIB, 22L * MIB));
      assertThat(self[0].progress).isEmpty();
    }
  }

  @Test
  void readsNothingWhenItWasStoppedBefore() throws IOException {
    Watching watch = Watching.only();
    watch.stop.set(true);

    assertThat(reader.read(fileOf(10), Set.of(), watch)).isEqualTo(new Reading.Stopped(0));
    assertThat(watch.asked).hasValue(0);
  }

  @Test
  void anInterruptStopsTheReadingAndIsKept() throws IOException {
    for (Set<DigestAlgorithm> wanted : List.of(Set.<DigestAlgorithm>of(), MD5)) {
      Path file = fileOf(40L * MIB);
      Thread.currentThread().interrupt();

      Reading reading = reader.read(file, wanted, ReadingWatch.NONE);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(reading).isInstanceOf(Reading.Stopped.class);
    }
  }

  @Test
  void whatTheWatchThrowsReachesTheCallerAndTheReaderStaysWhole() throws IOException {
    Path file = fileOf(8L * MIB);
    for (Set<DigestAlgorithm> wanted : List.of(Set.<DigestAlgorithm>of(), MD5)) {
      for (int i = 0; i < DigestReader.READINGS_AT_ONCE + 10; i++) {
        Watching watch =
            Watching.doing(
                4L * MIB,
                () -> {
                  throw new IOException("of the watch");
                });

        assertThatThrownBy(() -> reader.read(file, wanted, watch))
            .hasMessageContaining("of the watch");
      }
      assertThat(reader.read(file, wanted, ReadingWatch.NONE)).isInstanceOf(Reading.Digested.class);
    }
  }

  private Path fileOf(long size) throws IOException {
    Path file = directory.resolve("file");
    Files.deleteIfExists(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    return file;
  }
}
