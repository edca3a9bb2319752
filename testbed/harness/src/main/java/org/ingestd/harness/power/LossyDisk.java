// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file system of its own in a file, the power of which can be cut: whatever was not forced to it
 * by then is gone. Needs root, loop devices and {@code xfsprogs}. Used by one thread.
 */
public final class LossyDisk implements AutoCloseable {

  /** XFS wants 300 MiB; the file is sparse. */
  private static final long BYTES = 320L << 20;

  private final Path image;
  private final Path directory;
  private boolean mounted;

  private LossyDisk(Path image, Path directory) {
    this.image = image;
    this.directory = directory;
  }

  /** Which file system. */
  public enum Kind {
    EXT4("mkfs.ext4", "-q", "-F"),
    XFS("mkfs.xfs", "-q", "-f");

    private final String program;
    private final String quiet;
    private final String force;

    Kind(String program, String quiet, String force) {
      this.program = program;
      this.quiet = quiet;
      this.force = force;
    }
  }

  /** Why there can be none on this machine; empty if there can. */
  public static Optional<String> whyNot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root may mount");
    }
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      return Optional.of("there are no loop devices");
    }
    return Stream.of("mkfs.ext4", "mkfs.xfs", "xfs_io", "mount", "umount")
        .filter(program -> !isInstalled(program))
        .findFirst()
        .map(program -> program + " is not installed (Debian: xfsprogs, e2fsprogs)");
  }

  private static boolean isInstalled(String program) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * @param folder existing; image and mount point lie in it
   */
  public static LossyDisk make(Path folder, Kind kind) throws IOException, InterruptedException {
    LossyDisk disk =
        new LossyDisk(folder.resolve("disk.img"), Files.createDirectory(folder.resolve("disk")));
    try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    run(kind.program, kind.quiet, kind.force, disk.image.toString());
    disk.mount();
    return disk;
  }

  /** Where it is mounted. */
  public Path directory() {
    return directory;
  }

  /** Everything written so far will survive. */
  public void sync() throws IOException, InterruptedException {
    run("sync", "-f", directory.toString());
  }

  /** From now on nothing reaches the disk, and whoever tries is told of an I/O error. */
  public void cutPower() throws IOException, InterruptedException {
    run("xfs_io", "-x", "-c", "shutdown", directory.toString());
  }

  /** The disk as it is found after the machine has started again. Nobody may have it open. */
  public void restart() throws IOException, InterruptedException {
    unmount();
    mount();
  }

  private void mount() throws IOException, InterruptedException {
    run("mount", "-o", "loop", image.toString(), directory.toString());
    mounted = true;
  }

  private void unmount() throws IOException, InterruptedException {
    run("umount", directory.toString());
    mounted = false;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted) {
        unmount();
      }
      Files.delete(image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a disk was unmounted", e);
    }
  }
}
