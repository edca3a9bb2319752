// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongPredicate;

/** What a format says of a file, of its beginnings, and of bytes that are no file of it. */
final class Judged {

  static final Path TEST_DATA = Path.of("..", "test-data").toAbsolutePath().normalize();
  private static final int RANDOM_CUTS = 200;

  private final FileFormat format;
  private final Path scratch;

  /**
   * @param scratch a file that may be overwritten
   */
  Judged(FileFormat format, Path scratch) {
    this.format = format;
    this.scratch = scratch;
  }

  Completion of(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
      return format.completion(open);
    }
  }

  Completion of(byte[] bytes) throws IOException {
    return of(Files.write(scratch, bytes));
  }

  void isComplete(byte[] bytes) throws IOException {
    assertThat(of(bytes)).isEqualTo(new Completion.Complete());
  }

  void isNotYet(byte[] bytes, String why) throws IOException {
    assertThat(of(bytes))
        .isInstanceOfSatisfying(
            Completion.NotYet.class, notYet -> assertThat(notYet.why()).contains(why));
  }

  void isBroken(byte[] bytes, String why) throws IOException {
    assertThat(of(bytes))
        .isInstanceOfSatisfying(
            Completion.Broken.class, broken -> assertThat(broken.why()).contains(why));
  }

  /**
   * Cuts the file at every border of a block and at random places.
   *
   * @param mayLookComplete lengths at which the file is a shorter whole one
   */
  void cutAnywhereIsNotYet(byte[] whole, int block, LongPredicate mayLookComplete)
      throws IOException {
    long seed = System.nanoTime();
    System.out.println(format + " cut at random, seed " + seed);
    Random random = new Random(seed);
    Files.write(scratch, whole);
    try (FileChannel file =
        FileChannel.open(scratch, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int cut = whole.length - 1; cut > 0; cut--) {
        boolean border = cut % block == 0 || (cut + 1) % block == 0 || (cut - 1) % block == 0;
        if (border || random.nextInt(whole.length) < RANDOM_CUTS) {
          file.truncate(cut);
          judgeCut(file, cut, mayLookComplete.test(cut));
        }
      }
    }
  }

  private void judgeCut(FileChannel file, int cut, boolean mayLookComplete) throws IOException {
    Class<?> wanted = mayLookComplete ? Completion.Complete.class : Completion.NotYet.class;
    assertThat(format.completion(file)).as("cut at " + cut).isInstanceOf(wanted);
  }

  /** The whole length is there from the beginning, the bytes come in order. */
  void filledUpFromTheFrontIsNeverBelieved(byte[] whole, int step) throws IOException {
    for (int written = 0; written < whole.length; written += step) {
      byte[] bytes = Arrays.copyOf(Arrays.copyOf(whole, written), whole.length);
      if (!Arrays.equals(bytes, whole)) {
        assertThat(of(bytes))
            .as("%s of %s bytes written", written, whole.length)
            .isNotInstanceOf(Completion.Broken.class);
      }
    }
  }

  /** A sparse file of this length with some bytes at its beginning. */
  Completion ofSparse(byte[] beginning, long length) throws IOException {
    Files.write(scratch, beginning);
    try (FileChannel file = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[1]), length - 1);
    }
    return of(scratch);
  }
}
