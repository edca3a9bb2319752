// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small disk in memory, which can be filled. Needs root. */
public record SmallDisk(Path directory) implements AutoCloseable {

  /**
   * @param directory that exists
   * @param limits of a tmpfs, e.g. {@code size=4m}
   */
  public static SmallDisk mount(Path directory, String limits) throws Exception {
    RealDaemon.run("mount", "-t", "tmpfs", "-o", limits, "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  /** To the last byte. */
  public static void fill(Path filler) throws IOException {
    try (FileChannel out =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int block = 65_536; block > 0; ) {
        try {
          out.write(ByteBuffer.allocate(block));
        } catch (IOException full) {
          block /= 2;
        }
      }
    }
  }

  /** A process that another thread has just started holds this one's files for a moment. */
  @Override
  public void close() {
    RealDaemon.soon().untilAsserted(() -> RealDaemon.run("umount", directory.toString()));
  }
}
