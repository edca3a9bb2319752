// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AdlerSumTest {

  @Test
  void isOneForAnEmptyFile() {
    assertThat(new AdlerSum(0).value()).isEqualTo(1);
  }

  @RepeatedTest(200)
  void equalsTheWholeFilesValueWhateverTheBlocksAndTheirOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(300_000)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      Arrays.fill(bytes, (byte) 0xff);
    }
    List<int[]> blocks = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(100_000));
      blocks.add(new int[] {from, to});
      from = to;
    }
    Collections.shuffle(blocks, random);

    AdlerSum sum = new AdlerSum(bytes.length);
    for (int[] block : blocks) {
      int length = block[1] - block[0];
      sum.add(block[0], length, adler(bytes, block[0], length));
    }

    assertThat(sum.value()).as("seed %d", seed).isEqualTo(adler(bytes, 0, bytes.length));
  }

  @Test
  void holdsFarBeyondFourGibibytes() {
    long zeros = 450_000_000_000L;
    AdlerSum sum = new AdlerSum(zeros + 1);
    sum.add(0, zeros, 1L | (zeros % 65521) << 16);
    sum.add(zeros, 1, adler(new byte[] {7}, 0, 1));

    assertThat(sum.value()).isEqualTo((zeros + 1 + 7) % 65521 << 16 | 8);
  }

  private static long adler(byte[] bytes, int from, int length) {
    Adler32 adler = new Adler32();
    adler.update(bytes, from, length);
    return adler.getValue();
  }
}
