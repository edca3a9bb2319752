// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A watch that remembers, and does something to the file at a known moment of its reading. */
final class Watching implements ReadingWatch {

  /** What a test does to a file while it is read. */
  interface Deed {
    void run() throws IOException;
  }

  final List<Long> progress = new CopyOnWriteArrayList<>();
  final AtomicLong asked = new AtomicLong();
  final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean done = new AtomicBoolean();
  private final long whenAsked;
  private final Deed deed;

  private Watching(long whenAsked, Deed deed) {
    this.whenAsked = whenAsked;
    this.deed = deed;
  }

  static Watching only() {
    return new Watching(Long.MAX_VALUE, () -> {});
  }

  /** Once, before the block is read that makes the bytes asked for reach this number. */
  static Watching doing(long whenAsked, Deed deed) {
    return new Watching(whenAsked, deed);
  }

  /** Once, after the last byte was digested and before the file is looked at again. */
  static Watching doingAtTheEnd(Deed deed) {
    return new Watching(-1, deed);
  }

  @Override
  public void aboutToRead(long bytes) {
    long sum = asked.addAndGet(bytes);
    if (whenAsked >= 0 && sum >= whenAsked) {
      runOnce();
    }
  }

  @Override
  public void progress(long bytesRead) {
    progress.add(bytesRead);
    if (whenAsked < 0) {
      runOnce();
    }
  }

  private void runOnce() {
    if (done.compareAndSet(false, true)) {
      try {
        deed.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public boolean stopped() {
    return stop.get();
  }
}
