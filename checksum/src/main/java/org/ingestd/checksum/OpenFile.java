// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A regular file open for one reading: hands out blocks from any offset to any number of threads,
 * and asks the {@link ReadingWatch} before each of them.
 */
final class OpenFile implements AutoCloseable {

  static final long PROGRESS_EVERY = 256L << 20;
  private static final Set<OpenOption> READ_NO_LINK =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final FileChannel channel;
  private final long size;
  private final ReadingWatch watch;
  private final AtomicLong bytesRead = new AtomicLong();
  private long told;

  private OpenFile(FileChannel channel, long size, ReadingWatch watch) {
    this.channel = channel;
    this.size = size;
    this.watch = watch;
  }

  /**
   * @param size as the look before opening said
   * @throws EndedEarly if the file that is open now has another size
   */
  static OpenFile open(Path file, long size, ReadingWatch watch) throws IOException, EndedEarly {
    FileChannel channel = FileChannel.open(file, READ_NO_LINK);
    OpenFile open = new OpenFile(channel, size, watch);
    try {
      open.refuseOtherSize(channel.size());
      return open;
    } catch (IOException | EndedEarly | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void refuseOtherSize(long sizeNow) throws EndedEarly {
    if (sizeNow != size) {
      throw new EndedEarly(new Reading.ChangedWhileRead("size " + size + " → " + sizeNow));
    }
  }

  long size() {
    return size;
  }

  /**
   * Fills the buffer from its beginning with the file's bytes from {@code offset}, as many as fit
   * or are left, and makes it ready to be read from.
   *
   * @throws EndedEarly if the watch said stop, the thread was interrupted, or the file ends before
   *     its size
   */
  void fill(ByteBuffer block, long offset) throws IOException, EndedEarly {
    int length = (int) Math.min(block.capacity(), size - offset);
    if (watch.stopped()) {
      throw new EndedEarly(stopped());
    }
    watch.aboutToRead(length);
    block.clear().limit(length);
    while (block.hasRemaining()) {
      readOnce(block, offset + block.position());
    }
    block.flip();
    count(length);
  }

  private void readOnce(ByteBuffer block, long offset) throws IOException, EndedEarly {
    try {
      if (channel.read(block, offset) < 0) {
        throw new EndedEarly(
            new Reading.ChangedWhileRead("truncated: ends at " + channel.size() + " of " + size));
      }
    } catch (ClosedChannelException e) {
      // An interrupt closes the channel under all threads that read; nothing else does.
      throw new EndedEarly(stopped());
    }
  }

  Reading stopped() {
    return new Reading.Stopped(bytesRead.get());
  }

  private void count(int length) {
    long sum = bytesRead.addAndGet(length);
    if (sum / PROGRESS_EVERY > (sum - length) / PROGRESS_EVERY && sum < size) {
      tell(sum);
    }
  }

  /** To be called once, when the last byte was digested. */
  void finished() {
    tell(size);
  }

  /** Two threads may pass their borders nearly at once: the watch sees numbers that grow. */
  private synchronized void tell(long sum) {
    if (sum > told || sum == 0) {
      told = sum;
      watch.progress(sum);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The reading is over before its end; no fault of the disk. */
  static final class EndedEarly extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reading outcome;

    EndedEarly(Reading outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }

    Reading outcome() {
      return outcome;
    }
  }
}
