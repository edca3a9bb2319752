// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes anywhere, for headers: each jump opens the file anew. For one thread; nothing can
 * be written through it.
 */
final class SftpBytes implements SeekableByteChannel {

  private static final int PIECE = 32 << 10;

  private final Sessions.Lease lease;
  private final Path place;
  private final long size;
  private final byte[] piece = new byte[PIECE];
  private @Nullable InputStream stream;
  private long streamAt;
  private long position;
  private boolean open = true;

  SftpBytes(Sessions.Lease lease, Path place) throws IOException {
    this.lease = lease;
    this.place = place;
    try {
      this.size = Attributes.fileLook(lease.session().lstat(place)).stamp().size();
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    int read = at(position).read(piece, 0, Math.min(PIECE, into.remaining()));
    if (read > 0) {
      into.put(piece, 0, read);
      position += read;
      streamAt = position;
    }
    return read;
  }

  private InputStream at(long wanted) throws IOException {
    InputStream now = stream;
    if (now == null || streamAt != wanted) {
      closeStream();
      now = lease.session().open(place, wanted);
      stream = now;
      streamAt = wanted;
    }
    return now;
  }

  private void closeStream() throws IOException {
    if (stream != null && lease.session().isAlive()) {
      stream.close();
    }
    stream = null;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long next) {
    position = next;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      try {
        closeStream();
      } finally {
        lease.close();
      }
    }
  }
}
