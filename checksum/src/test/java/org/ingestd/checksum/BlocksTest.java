// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @Test
  void givesBuffersThatBeginOnAPage() throws InterruptedException {
    ByteBuffer buffer = Blocks.direct(1).take();

    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer.alignmentOffset(0, 4096)).isZero();
    assertThat(buffer.capacity()).isEqualTo(Blocks.DIRECT);
  }

  @Test
  void givesArraysForStreams() throws InterruptedException {
    ByteBuffer buffer = Blocks.arrays(1).take();

    assertThat(buffer.hasArray()).isTrue();
    assertThat(buffer.capacity()).isEqualTo(Blocks.ARRAY);
  }

  @Test
  void givesNoMoreThanItsBoundAndTheSameOnesAgain() throws InterruptedException {
    Blocks buffers = Blocks.direct(3);
    ByteBuffer first = buffers.take();

    List<ByteBuffer> others = buffers.tryTake(7);

    assertThat(others).hasSize(2);
    assertThat(buffers.tryTake()).isEmpty();
    buffers.give(first);
    assertThat(buffers.tryTake().orElseThrow()).isSameAs(first);
  }

  @Test
  void takesNoneWhenNoneIsAskedFor() {
    assertThat(Blocks.direct(3).tryTake(0)).isEmpty();
  }
}
