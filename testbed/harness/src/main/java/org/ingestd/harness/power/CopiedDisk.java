// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of which copies can be made at any moment while it is in use, each within milliseconds: it
 * is a file on an XFS whose files can share blocks. A copy has what the file system had handed to
 * the device by then, forced or written back, and nothing of what it still kept in memory: what
 * would be found after a power cut at that moment, if the device itself loses nothing that it was
 * given. The kernel lets nobody write to the file while it is copied. Used by one thread, but for
 * the looks at copies.
 */
public final class CopiedDisk implements AutoCloseable {

  /** Room for some hundred copies that differ by a few MiB each. */
  private static final long STORE_BYTES = 8L << 30;

  private final MountedImage store;
  private final MountedImage disk;
  private final Path folder;
  private final Kind kind;
  private int copies;

  private CopiedDisk(MountedImage store, MountedImage disk, Path folder, Kind kind) {
    this.store = store;
    this.disk = disk;
    this.folder = folder;
    this.kind = kind;
  }

  /**
   * @param folder existing; images and mount points lie in it
   */
  public static CopiedDisk make(Path folder, Kind kind) throws IOException, InterruptedException {
    Path shelf = Files.createDirectory(folder.resolve("store"));
    Path directory = Files.createDirectory(folder.resolve("disk"));
    MountedImage store =
        MountedImage.make(folder.resolve("store.img"), STORE_BYTES, shelf, Kind.XFS);
    try {
      MountedImage disk =
          MountedImage.make(shelf.resolve("disk.img"), LossyDisk.BYTES, directory, kind);
      return new CopiedDisk(store, disk, folder, kind);
    } catch (IOException | InterruptedException e) {
      store.close();
      throw e;
    }
  }

  /** Where it is mounted. */
  public Path directory() {
    return disk.directory();
  }

  /** Everything written so far is in each copy from now on. */
  public void sync() throws IOException, InterruptedException {
    disk.sync();
  }

  /**
   * A copy of the disk as it is now.
   *
   * @throws IOException if files cannot share blocks there, too
   */
  public Path copy() throws IOException, InterruptedException {
    Path copy = store.directory().resolve("copy" + ++copies + ".img");
    Program.run("cp", "--reflink=always", disk.image().toString(), copy.toString());
    return copy;
  }

  /** What is done with a copy that is mounted. */
  public interface Look<T> {
    /**
     * @param directory where the copy is mounted, to be written to as well
     */
    T at(Path directory) throws IOException;
  }

  /** Mounts a copy as a machine does that starts again, and throws it away afterwards. */
  public <T> T look(Path copy, Look<T> look) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(folder, "copy");
    T seen;
    try (MountedImage mounted = MountedImage.of(copy, directory, kind)) {
      seen = look.at(mounted.directory());
    }
    Files.delete(directory);
    Files.delete(copy);
    return seen;
  }

  @Override
  public void close() throws IOException {
    disk.close();
    store.close();
    Files.delete(store.image());
  }
}
