// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A bounded number of direct buffers that begin on a page: reading into one that does not is five
 * times slower. They are made when first wanted and kept for good, so direct memory grows to the
 * bound at most and is never left to the garbage collector. Thread-safe.
 */
final class AlignedBuffers {

  static final int BLOCK = 1 << 20;
  private static final int PAGE = 4096;

  private final Semaphore left;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();

  AlignedBuffers(int most) {
    this.left = new Semaphore(most);
  }

  /** Waits until a buffer is free. */
  ByteBuffer take() throws InterruptedException {
    left.acquire();
    return idleOrNew();
  }

  /** A buffer if one is free now. */
  Optional<ByteBuffer> tryTake() {
    return left.tryAcquire() ? Optional.of(idleOrNew()) : Optional.empty();
  }

  /** As many as are free now, {@code most} at most. */
  List<ByteBuffer> tryTake(int most) {
    List<ByteBuffer> taken = new ArrayList<>();
    try {
      while (taken.size() < most && left.tryAcquire()) {
        taken.add(idleOrNew());
      }
    } catch (OutOfMemoryError e) {
      taken.forEach(this::give);
      throw e;
    }
    return taken;
  }

  void give(ByteBuffer buffer) {
    synchronized (idle) {
      idle.push(buffer);
    }
    left.release();
  }

  private ByteBuffer idleOrNew() {
    ByteBuffer last;
    synchronized (idle) {
      last = idle.poll();
    }
    return last != null ? last : allocate();
  }

  private ByteBuffer allocate() {
    try {
      return ByteBuffer.allocateDirect(BLOCK + PAGE).alignedSlice(PAGE).slice(0, BLOCK);
    } catch (OutOfMemoryError e) {
      left.release();
      throw e;
    }
  }
}
