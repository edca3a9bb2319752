// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ingestd.checksum.HelperThreads.Help;
import org.ingestd.checksum.OpenFile.EndedEarly;

/**
 * One digest on a helper thread, as many blocks behind the reader as there are buffers. A block
 * goes reader → {@link #hand} → digest → free again; only the reader takes free ones, so it may
 * look at the block it just handed over until it asks for the next.
 */
final class Follower implements Callable<Long> {

  static final int BLOCKS = 8;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final RunningDigest digest;
  private final BlockingQueue<ByteBuffer> filled = new LinkedBlockingQueue<>();
  private final BlockingQueue<ByteBuffer> free = new LinkedBlockingQueue<>();

  Follower(RunningDigest digest) {
    this.digest = digest;
  }

  void lend(ByteBuffer block) {
    free.add(block);
  }

  void hand(ByteBuffer block) {
    filled.add(block);
  }

  /** No further block comes. */
  void end() {
    filled.add(END);
  }

  /**
   * A block to fill; waits while the digest is behind.
   *
   * @throws IOException or whatever else ended the follower, which then frees no more blocks
   */
  ByteBuffer nextFree(Help<Long> self) throws InterruptedException, IOException, EndedEarly {
    ByteBuffer block = free.poll();
    while (block == null) {
      if (self.isDone()) {
        throw new IllegalStateException("The digest ended before the file, at " + self.result());
      }
      block = free.poll(1, TimeUnit.SECONDS);
    }
    return block;
  }

  /** Digests until the end; how many bytes there were. */
  @Override
  @SuppressWarnings("ReferenceEquality") // END is known by identity: every empty buffer equals it
  public Long call() throws InterruptedException {
    long bytes = 0;
    for (ByteBuffer block = filled.take(); block != END; block = filled.take()) {
      bytes += block.remaining();
      digest.update(block);
      free.add(block);
    }
    return bytes;
  }
}
