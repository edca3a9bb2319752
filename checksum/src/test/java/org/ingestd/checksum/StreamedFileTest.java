// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedFileTest {

  private static final Instant MODIFIED = Instant.ofEpochSecond(1_800_000_000);
  private static final int REGULAR = 0100644;
  private static final Set<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);

  private final DigestReader reader = new DigestReader(1);

  @AfterEach
  void end() {
    reader.close();
  }

  /** Comes in pieces of odd sizes; looks may be told apart from the bytes. */
  private static class Streamed implements StreamedFile {

    private final byte[] bytes;
    private long size;
    private int looks;

    private Streamed(byte[] bytes) {
      this.bytes = bytes;
      this.size = bytes.length;
    }

    @Override
    public FileLook look() throws IOException {
      looks++;
      return FileLook.elsewhere(REGULAR, FileStamp.of(size, MODIFIED));
    }

    @Override
    public InputStream open() throws IOException {
      return new ByteArrayInputStream(bytes) {
        @Override
        public synchronized int read(byte[] into, int offset, int length) {
          return super.read(into, offset, Math.min(length, 777));
        }
      };
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 777, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000})
  void hasTheDigestsOfTheSameBytesOnDisk(int size, @TempDir Path folder) throws IOException {
    byte[] bytes = random(size);
    Path file = Files.write(folder.resolve("file"), bytes);

    Reading streamed = reader.read(new Streamed(bytes), ALL, ReadingWatch.NONE);
    Reading local = reader.read(file, ALL, ReadingWatch.NONE);

    assertThat(((Reading.Digested) streamed).digests())
        .isEqualTo(((Reading.Digested) local).digests());
    assertThat(((Reading.Digested) streamed).stamp()).isEqualTo(FileStamp.of(size, MODIFIED));
  }

  @Test
  void hasAdler32AloneToo() {
    byte[] bytes = random(3_000_000);

    Reading reading =
        reader.read(new Streamed(bytes), Set.of(DigestAlgorithm.ADLER32), ReadingWatch.NONE);

    assertThat(((Reading.Digested) reading).digests().values()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3_000_000})
  void noticesThatTheFileIsShorterThanItSaid(int size) {
    Streamed file = new Streamed(random(size));
    file.size = size + 10L;

    assertThat(reader.read(file, ALL, ReadingWatch.NONE))
        .isEqualTo(
            new Reading.ChangedWhileRead("truncated: ends at " + size + " of " + (size + 10)));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3_000_000})
  void noticesThatTheFileIsLongerThanItSaid(int size) {
    Streamed file = new Streamed(random(size));
    file.size = size - 10L;

    assertThat(reader.read(file, ALL, ReadingWatch.NONE))
        .isInstanceOf(Reading.ChangedWhileRead.class);
  }

  @Test
  void noticesAnotherTimeAfterwards() {
    Streamed file =
        new Streamed(random(1000)) {
          @Override
          public FileLook look() throws IOException {
            FileLook look = super.look();
            boolean first = ((Streamed) this).looks == 1;
            return first
                ? look
                : FileLook.elsewhere(REGULAR, FileStamp.of(1000, MODIFIED.plusSeconds(1)));
          }
        };

    assertThat(reader.read(file, ALL, ReadingWatch.NONE))
        .isEqualTo(new Reading.ChangedWhileRead("modification time"));
  }

  @Test
  void opensNothingThatIsNoRegularFile() {
    Streamed link =
        new Streamed(random(10)) {
          @Override
          public FileLook look() {
            return FileLook.elsewhere(0120777, FileStamp.of(10, MODIFIED));
          }

          @Override
          public InputStream open() {
            throw new AssertionError("It was opened");
          }
        };

    assertThat(reader.read(link, ALL, ReadingWatch.NONE))
        .isEqualTo(new Reading.NotRegular("symbolic link"));
  }

  @Test
  void tellsFaultsByTheirClass() {
    assertThat(reader.read(failing(new NoSuchFileException("a")), ALL, ReadingWatch.NONE))
        .isInstanceOf(Reading.Vanished.class);
    assertThat(reader.read(failing(new AccessDeniedException("a")), ALL, ReadingWatch.NONE))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(reader.read(failing(new IOException("a")), ALL, ReadingWatch.NONE))
        .isInstanceOf(Reading.Failed.class);
  }

  private static StreamedFile failing(IOException fault) {
    return new Streamed(new byte[10]) {
      @Override
      public InputStream open() throws IOException {
        throw fault;
      }
    };
  }

  @Test
  void claimsNeitherInodeNorChangeTime() {
    FileStamp stamp = FileStamp.of(5, MODIFIED);

    assertThat(stamp.tellsInode()).isFalse();
    assertThat(stamp.lastTouchNanos()).isEqualTo(stamp.mtimeNanos());
    assertThat(Arrays.asList(stamp.device(), stamp.inode(), stamp.ctimeNanos()))
        .containsOnly(FileStamp.NOT_TOLD);
  }
}
