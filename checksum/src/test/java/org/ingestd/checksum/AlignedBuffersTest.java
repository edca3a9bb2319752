// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedBuffersTest {

  @Test
  void givesBuffersThatBeginOnAPage() throws InterruptedException {
    ByteBuffer buffer = new AlignedBuffers(1).take();

    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer.alignmentOffset(0, 4096)).isZero();
    assertThat(buffer.capacity()).isEqualTo(AlignedBuffers.BLOCK);
  }

  @Test
  void givesNoMoreThanItsBoundAndTheSameOnesAgain() throws InterruptedException {
    AlignedBuffers buffers = new AlignedBuffers(3);
    ByteBuffer first = buffers.take();

    List<ByteBuffer> others = buffers.tryTake(7);

    assertThat(others).hasSize(2);
    assertThat(buffers.tryTake()).isEmpty();
    buffers.give(first);
    assertThat(buffers.tryTake().orElseThrow()).isSameAs(first);
  }

  @Test
  void takesNoneWhenNoneIsAskedFor() {
    assertThat(new AlignedBuffers(3).tryTake(0)).isEmpty();
  }
}
