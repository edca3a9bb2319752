// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in a file, mounted by way of a loop device. Used by one thread. */
final class MountedImage implements AutoCloseable {

  private static final int LOOKS = 1_200;
  private static final int LOOK_MILLIS = 100;

  private final Path image;
  private final Path directory;
  private final Kind kind;
  private boolean mounted;

  private MountedImage(Path image, Path directory, Kind kind) {
    this.image = image;
    this.directory = directory;
    this.kind = kind;
  }

  /**
   * Makes an empty one.
   *
   * @param bytes how large; the file is sparse
   * @param directory existing, empty
   */
  static MountedImage make(Path image, long bytes, Path directory, Kind kind)
      throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    Program.run(kind.making(image.toString()));
    return of(image, directory, kind);
  }

  /** One that there is. */
  static MountedImage of(Path image, Path directory, Kind kind)
      throws IOException, InterruptedException {
    MountedImage made = new MountedImage(image, directory, kind);
    made.mount();
    return made;
  }

  Path image() {
    return image;
  }

  Path directory() {
    return directory;
  }

  void sync() throws IOException, InterruptedException {
    Program.run("sync", "-f", directory.toString());
  }

  void mount() throws IOException, InterruptedException {
    Program.run("mount", "-o", kind.options(), image.toString(), directory.toString());
    mounted = true;
  }

  /**
   * Nobody may have anything open; but a process that another thread has just started holds all
   * open files for a moment, until it becomes the program that it is to be, and a mount namespace
   * that somebody makes on this machine holds what was mounted then, with its loop devices, until
   * it ends.
   */
  void unmount() throws IOException, InterruptedException {
    for (int patience = LOOKS; ; patience--) {
      try {
        Program.run("umount", directory.toString());
        mounted = false;
        return;
      } catch (IOException busy) {
        if (patience == 0) {
          // Not for ever in the way of the whole machine.
          Program.run("umount", "--lazy", directory.toString());
          mounted = false;
          throw busy;
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted) {
        unmount();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a disk was unmounted", e);
    }
  }
}
