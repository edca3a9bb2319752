// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.zip.Adler32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand readings beside a writer: digest and stamp always belong to the same content. */
class ConcurrentWriterTest {

  private static final int TRIES = 10_000;
  private static final int LONGEST = 200_000;

  @TempDir Path directory;
  private final long seed = new Random().nextLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("file");
  }

  @Test
  void everyDigestOfAGrowingFileIsTheDigestOfSoManyOfItsBytes() throws Exception {
    byte[] stream = new byte[LONGEST];
    new Random(seed).nextBytes(stream);
    String[] adlerOfFirst = adlersOfPrefixes(stream);
    Files.createFile(file);

    assertNoWrongOne(
        () -> grow(stream),
        read -> read.digests().adler32().equals(adlerOfFirst[(int) read.stamp().size()]));
  }

  /** The modification time tells a version from the others, and its bytes all have one value. */
  @Test
  void everyDigestOfAReplacedFileIsThatOfTheVersionInItsStamp() throws Exception {
    renameOver(0);

    assertNoWrongOne(
        this::replace,
        read -> {
          long version = TimeUnit.NANOSECONDS.toSeconds(read.stamp().mtimeNanos());
          return read.digests().adler32().equals(adler(content(version)));
        });
  }

  private void assertNoWrongOne(Runnable writing, Predicate<Reading.Digested> right)
      throws InterruptedException {
    Thread writer = new Thread(writing);
    writer.start();
    int digested = 0;
    int wrong = 0;
    try (DigestReader reader = new DigestReader(0)) {
      for (int i = 0; i < TRIES; i++) {
        if (reader.read(file, java.util.Set.of(), ReadingWatch.NONE)
            instanceof Reading.Digested read) {
          digested++;
          wrong += right.test(read) ? 0 : 1;
        }
      }
    } finally {
      over.set(true);
      writer.join();
    }

    assertThat(wrong).as("seed %d", seed).isZero();
    assertThat(digested).as("some readings fell between two writes").isPositive();
  }

  private void grow(byte[] stream) {
    Random random = new Random(seed);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(stream);
      while (!over.get() && rest.position() < LONGEST) {
        rest.limit(Math.min(LONGEST, rest.position() + 1 + random.nextInt(20)));
        channel.write(rest);
        spin(random.nextInt(5_000));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace() {
    Random random = new Random(seed);
    try {
      for (long version = 1; !over.get(); version++) {
        renameOver(version);
        spin(random.nextInt(5_000));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void renameOver(long version) throws IOException {
    Path next = Files.write(directory.resolve("next"), content(version));
    Files.setLastModifiedTime(next, FileTime.from(version, TimeUnit.SECONDS));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] content(long version) {
    byte[] content = new byte[10_000];
    Arrays.fill(content, (byte) version);
    return content;
  }

  private static void spin(int rounds) {
    for (int i = 0; i < rounds; i++) {
      Thread.onSpinWait();
    }
  }

  private static String adler(byte[] bytes) {
    Adler32 adler = new Adler32();
    adler.update(bytes);
    return String.format("%08x", adler.getValue());
  }

  private static String[] adlersOfPrefixes(byte[] stream) {
    Adler32 adler = new Adler32();
    String[] prefixes = new String[stream.length + 1];
    for (int length = 0; length <= stream.length; length++) {
      prefixes[length] = String.format("%08x", adler.getValue());
      if (length < stream.length) {
        adler.update(stream[length]);
      }
    }
    return prefixes;
  }
}
