// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ingestd.testbed.telescope.manifest.ByteRecorder;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;

/**
 * A file on disk whose digests are taken from the bytes on their way out. Full blocks of zeros
 * become holes. Not thread-safe.
 */
final class RecordedFile extends OutputStream {

  /** Smaller runs of zeros are written: a hole saves whole file system blocks only. */
  private static final int BLOCK = 64 * 1024;

  private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final Runnable afterChunk;
  private final ByteRecorder recorder = new ByteRecorder();

  private RecordedFile(FileChannel channel, int chunk, Runnable afterChunk) {
    this.channel = channel;
    this.buffer = ByteBuffer.allocate(chunk);
    this.afterChunk = afterChunk;
  }

  /**
   * @throws java.nio.file.FileAlreadyExistsException rather than overwrite anything
   */
  static RecordedFile create(Path file) throws IOException {
    return open(file, BLOCK, () -> {}, StandardOpenOption.CREATE_NEW);
  }

  /** As {@link #create}, and every chunk reaches the disk's cache before the next one is made. */
  static RecordedFile createInChunks(Path file, int chunk, Runnable afterChunk) throws IOException {
    return open(file, chunk, afterChunk, StandardOpenOption.CREATE_NEW);
  }

  /** Writes over what is there; nothing is truncated. */
  static RecordedFile rewrite(Path file) throws IOException {
    return open(file, BLOCK, () -> {}, StandardOpenOption.WRITE);
  }

  private static RecordedFile open(Path file, int chunk, Runnable afterChunk, OpenOption how)
      throws IOException {
    return new RecordedFile(
        FileChannel.open(file, StandardOpenOption.WRITE, how), chunk, afterChunk);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, part);
      done += part;
      if (!buffer.hasRemaining()) {
        writeChunk();
        afterChunk.run();
      }
    }
  }

  /** Brings what was written so far to the file, as a writer that pauses does. */
  void writeThrough() throws IOException {
    writeChunk();
  }

  private void writeChunk() throws IOException {
    buffer.flip();
    recorder.update(buffer);
    while (buffer.hasRemaining()) {
      int part = Math.min(BLOCK, buffer.remaining());
      writePart(buffer.slice(buffer.position(), part));
      buffer.position(buffer.position() + part);
    }
    buffer.clear();
  }

  private void writePart(ByteBuffer part) throws IOException {
    if (part.equals(ZEROS)) {
      channel.position(channel.position() + BLOCK);
    } else {
      while (part.hasRemaining()) {
        channel.write(part);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    writeChunk();
    long end = channel.position();
    if (end > channel.size()) {
      channel.write(ByteBuffer.allocate(1), end - 1);
    }
    channel.close();
  }

  /** What was written; ends the recording, so call it once, after {@link #close}. */
  WrittenBytes written() {
    return recorder.finish();
  }
}
