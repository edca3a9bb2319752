// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Adler32;
import org.ingestd.checksum.HelperThreads.Help;
import org.ingestd.checksum.OpenFile.EndedEarly;

/**
 * Adler-32 alone, by all threads that are free: each takes the next block, reads it and adds its
 * value to the sum. For one reading.
 */
final class SideBySide {

  /** So much for each thread at least: below, waking a helper costs more than it brings. */
  static final long SHARE = 4L << 20;

  private final OpenFile file;
  private final Blocks buffers;
  private final AdlerSum sum;
  private final AtomicLong next = new AtomicLong();
  private final AtomicBoolean broken = new AtomicBoolean();

  SideBySide(OpenFile file, Blocks buffers) {
    this.file = file;
    this.buffers = buffers;
    this.sum = new AdlerSum(file.size());
  }

  /** The file's Adler-32 as hex. */
  String read(HelperThreads helpers) throws IOException, EndedEarly, InterruptedException {
    file.refuseOtherSize();
    ByteBuffer block = buffers.take();
    List<Help<Boolean>> others = start(helpers);
    try {
      work(block);
    } finally {
      others.forEach(Help::awaitEnd);
      buffers.give(block);
    }
    for (Help<Boolean> other : others) {
      other.result();
    }
    return RunningDigest.hexOf(sum.value());
  }

  private List<Help<Boolean>> start(HelperThreads helpers) {
    List<Help<Boolean>> started = new ArrayList<>();
    for (long shares = file.size() / SHARE; shares > 1; shares--) {
      Optional<Help<Boolean>> help = helpers.tryStart(this::help);
      if (help.isEmpty()) {
        break;
      }
      started.add(help.get());
    }
    return started;
  }

  /** Whether there was a buffer to help with. */
  private boolean help() throws IOException, EndedEarly {
    Optional<ByteBuffer> block = buffers.tryTake();
    if (block.isPresent()) {
      try {
        work(block.get());
      } finally {
        buffers.give(block.get());
      }
    }
    return block.isPresent();
  }

  /** Blocks until none is left, or until another thread could not go on. */
  private void work(ByteBuffer block) throws IOException, EndedEarly {
    boolean wentWell = false;
    try {
      Adler32 adler = new Adler32();
      long offset = next.getAndAdd(block.capacity());
      while (offset < file.size() && !broken.get()) {
        file.fill(block, offset);
        long length = block.remaining();
        adler.reset();
        adler.update(block);
        sum.add(offset, length, adler.getValue());
        offset = next.getAndAdd(block.capacity());
      }
      wentWell = true;
    } finally {
      if (!wentWell) {
        broken.set(true);
      }
    }
  }
}
