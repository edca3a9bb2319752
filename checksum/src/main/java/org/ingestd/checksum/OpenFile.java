// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A regular file open for one reading: hands out blocks from any offset to any number of threads,
 * and asks the {@link ReadingWatch} before each of them.
 */
final class OpenFile implements AutoCloseable {

  static final long PROGRESS_EVERY = 256L << 20;
  private final OpenBytes bytes;
  private final long size;
  private final ReadingWatch watch;
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong zeros = new AtomicLong();
  private long told;

  private OpenFile(OpenBytes bytes, long size, ReadingWatch watch) {
    this.bytes = bytes;
    this.size = size;
    this.watch = watch;
  }

  /**
   * @param size as the look before opening said
   */
  static OpenFile open(Path file, long size, ReadingWatch watch) throws IOException {
    return new OpenFile(new OpenBytes.OfChannel(watch.open(file)), size, watch);
  }

  /** The same for a file that comes as a stream: its blocks are asked for in their order. */
  static OpenFile open(StreamedFile file, long size, ReadingWatch watch) throws IOException {
    return new OpenFile(new OpenBytes.OfStream(file.open()), size, watch);
  }

  /**
   * Asks the open file itself for its size, and not the path again.
   *
   * @throws EndedEarly if it is another than the look before opening said
   */
  void refuseOtherSize() throws IOException, EndedEarly {
    refuseOther(sizeNow());
  }

  private void refuseOther(long sizeNow) throws EndedEarly {
    if (sizeNow != size) {
      throw new EndedEarly(new Reading.ChangedWhileRead("size " + size + " → " + sizeNow));
    }
  }

  /** See {@link ReadingWatch#bytes}. */
  Optional<Consumer<ByteBuffer>> wantsBytes() {
    return watch.bytes();
  }

  /** Bytes in whole pages of zeros among those read so far. */
  long zeros() {
    return zeros.get();
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
    ask(length);
    block.clear().limit(length);
    while (block.hasRemaining()) {
      readOnce(block, offset + block.position());
    }
    block.flip();
    zeros.addAndGet(ZeroPages.in(block));
    count(length);
  }

  /**
   * Fills the buffer with the whole of a small file. It reads for more than the size says, so the
   * one call that gets the bytes also finds a file that has grown.
   *
   * @throws EndedEarly as {@link #fill}, and if there are more bytes than the size said
   */
  void fillWithAll(ByteBuffer block) throws IOException, EndedEarly {
    ask(size);
    block.clear();
    do {
      readOnce(block, block.position());
    } while (block.position() < size);
    refuseOther(block.position());
    block.flip();
    zeros.addAndGet(ZeroPages.in(block));
    count(size);
  }

  private void ask(long length) throws EndedEarly {
    if (watch.stopped()) {
      throw new EndedEarly(stopped());
    }
    watch.aboutToRead(length);
  }

  private void readOnce(ByteBuffer block, long offset) throws IOException, EndedEarly {
    int read;
    try {
      read = bytes.read(block, offset);
    } catch (ClosedChannelException e) {
      throw new EndedEarly(stopped());
    }
    if (read < 0) {
      throw new EndedEarly(
          new Reading.ChangedWhileRead("truncated: ends at " + endOf(offset) + " of " + size));
    }
  }

  /** Where the file ends, having ended at this offset. */
  private long endOf(long offset) throws IOException, EndedEarly {
    long says = sizeNow();
    return says == size ? offset : says;
  }

  /**
   * To be called when everything was read.
   *
   * @throws EndedEarly if there are more bytes than the size said
   */
  void refuseMore() throws IOException, EndedEarly {
    if (bytes.hasMore(size)) {
      throw new EndedEarly(new Reading.ChangedWhileRead("size " + size + " → more"));
    }
  }

  private long sizeNow() throws IOException, EndedEarly {
    try {
      return bytes.size(size);
    } catch (ClosedChannelException e) {
      throw new EndedEarly(stopped());
    }
  }

  /** Also for a closed channel: an interrupt closes it under all threads, nothing else does. */
  private Reading stopped() {
    return new Reading.Stopped(bytesRead.get());
  }

  private void count(long length) {
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
    bytes.close();
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
