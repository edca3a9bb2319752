// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A bounded number of buffers of one size. They are made when first wanted and kept for good, so
 * memory grows to the bound at most and is never left to the garbage collector. Thread-safe.
 */
final class Blocks {

  /** Of those for files of this host, in bytes. */
  static final int DIRECT = 1 << 20;

  /** Of those for streams, in bytes: what a few of them hold still lies in a processor's cache. */
  static final int ARRAY = 256 << 10;

  private static final int PAGE = 4096;

  private final Semaphore left;
  private final Supplier<ByteBuffer> fresh;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();

  private Blocks(int most, Supplier<ByteBuffer> fresh) {
    this.left = new Semaphore(most);
    this.fresh = fresh;
  }

  /**
   * Direct ones that begin on a page: reading a file into one that does not is five times slower.
   */
  static Blocks direct(int most) {
    return new Blocks(
        most, () -> ByteBuffer.allocateDirect(DIRECT + PAGE).alignedSlice(PAGE).slice(0, DIRECT));
  }

  /** Ones over arrays: what a stream brings goes into them, and on into digests, uncopied. */
  static Blocks arrays(int most) {
    return new Blocks(most, () -> ByteBuffer.allocate(ARRAY));
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
      return fresh.get();
    } catch (OutOfMemoryError e) {
      left.release();
      throw e;
    }
  }
}
