// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one open file. */
interface OpenBytes extends AutoCloseable {

  /**
   * Reads some bytes, as many as there are now and fit.
   *
   * @return how many; negative at the end
   */
  int read(ByteBuffer into, long offset) throws IOException;

  /**
   * @param expected what the look before opening said
   * @return what the open file says itself; as expected where it says nothing
   */
  long size(long expected) throws IOException;

  /** Whether bytes follow an offset up to which everything was read. */
  boolean hasMore(long offset) throws IOException;

  @Override
  void close() throws IOException;

  /** On this host: any thread may read anywhere. */
  record OfChannel(FileChannel channel) implements OpenBytes {

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      return channel.read(into, offset);
    }

    @Override
    public long size(long expected) throws IOException {
      return channel.size();
    }

    /** {@link #size} has told of that already. */
    @Override
    public boolean hasMore(long offset) {
      return false;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** From beginning to end, by one thread. */
  final class OfStream implements OpenBytes {

    private final InputStream stream;
    private long position;

    OfStream(InputStream stream) {
      this.stream = stream;
    }

    /**
     * @param into over an array
     * @throws IllegalArgumentException if it is not the next offset
     */
    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      if (offset != position) {
        throw new IllegalArgumentException("At " + position + ", asked for " + offset);
      }
      int read = stream.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
      if (read > 0) {
        into.position(into.position() + read);
        position += read;
      }
      return read;
    }

    @Override
    public long size(long expected) {
      return expected;
    }

    @Override
    public boolean hasMore(long offset) throws IOException {
      return stream.read() >= 0;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
