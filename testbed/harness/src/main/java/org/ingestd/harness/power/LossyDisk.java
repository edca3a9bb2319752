// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file system of its own in a file, the power of which can be cut: whatever was not forced to it
 * by then is gone. Needs root, loop devices and {@code xfsprogs}. Used by one thread.
 */
public final class LossyDisk implements AutoCloseable {

  /** XFS wants 300 MiB; the file is sparse. */
  static final long BYTES = 320L << 20;

  private final MountedImage disk;

  private LossyDisk(MountedImage disk) {
    this.disk = disk;
  }

  /** Why there can be none on this machine; empty if there can. */
  public static Optional<String> whyNot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root may mount");
    }
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      return Optional.of("there are no loop devices");
    }
    return Program.missing("mkfs.ext4", "mkfs.xfs", "xfs_io", "mount", "umount")
        .map(program -> program + " is not installed (Debian: xfsprogs, e2fsprogs)");
  }

  /**
   * @param folder existing; image and mount point lie in it
   */
  public static LossyDisk make(Path folder, Kind kind) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(folder.resolve("disk"));
    return new LossyDisk(MountedImage.make(folder.resolve("disk.img"), BYTES, directory, kind));
  }

  /** Where it is mounted. */
  public Path directory() {
    return disk.directory();
  }

  /** Everything written so far will survive. */
  public void sync() throws IOException, InterruptedException {
    disk.sync();
  }

  /** From now on nothing reaches the disk, and whoever tries is told of an I/O error. */
  public void cutPower() throws IOException, InterruptedException {
    Program.run("xfs_io", "-x", "-c", "shutdown", directory().toString());
  }

  /** The disk as it is found after the machine has started again. Nobody may have it open. */
  public void restart() throws IOException, InterruptedException {
    disk.unmount();
    disk.mount();
  }

  @Override
  public void close() throws IOException {
    disk.close();
    Files.delete(disk.image());
  }
}
