// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads as zeros is counted in every way of reading. */
class ZeroPagesTest {

  @TempDir Path directory;

  @Test
  void onlyWholePagesOfNothingButZerosCount() {
    ByteBuffer block = ByteBuffer.allocateDirect(5 * ZeroPages.PAGE);
    block.put(2 * ZeroPages.PAGE - 1, (byte) 1);
    block.limit(5 * ZeroPages.PAGE - 1);

    assertThat(ZeroPages.in(block)).isEqualTo(3 * ZeroPages.PAGE);
    assertThat(ZeroPages.in(ByteBuffer.allocate(100))).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {ZeroPages.PAGE * 3L, 1 << 20, (5 << 20) + 17})
  void aHoleIsCountedWhateverTheSizeAndTheDigests(long size) throws IOException {
    Path file = directory.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(1);
      sparse.setLength(size);
    }
    long wholePages = (size - ZeroPages.PAGE) / ZeroPages.PAGE * ZeroPages.PAGE;

    for (Set<DigestAlgorithm> wanted :
        Set.of(EnumSet.of(DigestAlgorithm.ADLER32), EnumSet.allOf(DigestAlgorithm.class))) {
      try (DigestReader reader = new DigestReader()) {
        Reading reading = reader.read(file, wanted, ReadingWatch.NONE);
        assertThat(((Reading.Digested) reading).zeros()).isEqualTo(wholePages);
      }
    }
  }
}
