// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A file's bytes as they come. The end of the connection is never taken for the end of the file,
 * which JSch's own stream does. For one thread.
 */
final class WatchedStream extends InputStream {

  private final InputStream stream;
  private final Stopwatch watch;
  private final BooleanSupplier alive;
  private final Runnable spoil;
  private final Path file;
  private long position;

  /**
   * @param spoil is told of a fault: answers to what was asked ahead may still come, and the
   *     connection is of no use for anything else
   */
  WatchedStream(
      InputStream stream, Stopwatch watch, BooleanSupplier alive, Runnable spoil, Path file) {
    this.stream = stream;
    this.watch = watch;
    this.alive = alive;
    this.spoil = spoil;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    watch.begin();
    try {
      int read;
      do {
        read = stream.read(into, offset, length);
      } while (read == 0 && length > 0);
      if (read < 0 && !alive.getAsBoolean()) {
        throw new ConnectionLost(null);
      }
      position += Math.max(0, read);
      return read;
    } catch (InterruptedIOException | ConnectionLost e) {
      spoil.run();
      throw e;
    } catch (IOException e) {
      spoil.run();
      throw new IOException("Reading stopped at byte " + position + " of " + harmless(), e);
    } finally {
      watch.stop();
    }
  }

  private String harmless() {
    return ServerPath.harmless(ServerPath.of(file));
  }

  @Override
  public void close() {
    watch.begin();
    try {
      stream.close();
    } catch (IOException e) {
      // All that was wanted has been read; what hangs on the connection ends with it.
      spoil.run();
    } finally {
      watch.stop();
    }
  }
}
