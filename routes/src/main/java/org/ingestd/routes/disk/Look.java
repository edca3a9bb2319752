// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.checksum.FileLook;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.ProblemCode;

/** What lies at a path, seen without following a link and without opening anything. */
public sealed interface Look {

  /**
   * A regular file.
   *
   * @param links names that it has; 1 where its host does not tell
   */
  record Regular(FileStamp stamp, int links) implements Look {

    /** See {@link Look#change}. */
    public Optional<String> changeSince(FileStamp recorded) {
      return change(recorded, stamp);
    }
  }

  /** A directory. */
  record Directory(FileStamp stamp) implements Look {}

  /**
   * Something else.
   *
   * @param kind {@code link} or {@code other} (FIFO, socket, device)
   */
  record Other(String kind) implements Look {}

  /** Nothing. */
  record Gone() implements Look {}

  /** The file system does not say. */
  record Unknown(IOException cause) implements Look {

    public ProblemCode problem() {
      return problemOf(cause);
    }
  }

  /** Not allowed, or broken. */
  static ProblemCode problemOf(IOException cause) {
    return cause instanceof AccessDeniedException ? ProblemCode.UNREADABLE : ProblemCode.IO_ERROR;
  }

  /**
   * The first difference in words, empty if it is the same file unchanged. The device's number is
   * left out: it changes with reboots and with every mount of a network file system.
   */
  static Optional<String> change(FileStamp before, FileStamp after) {
    return before.differenceTo(
        new FileStamp(
            before.device(), after.inode(), after.size(), after.mtimeNanos(), after.ctimeNanos()));
  }

  /** Looks now. */
  static Look at(Path path) {
    return of(() -> FileLook.at(path));
  }

  /**
   * Looks now, and at each directory on the way from the source's own: where one of them is a link,
   * what lies behind it is none of the source's.
   */
  static Look below(Path source, Path path) {
    return of(() -> Opening.look(source, path));
  }

  /** One way of looking. */
  @FunctionalInterface
  interface Looking {
    FileLook look() throws IOException;
  }

  /** What a look finds, also where it finds nothing. */
  static Look of(Looking looking) {
    try {
      FileLook found = looking.look();
      if (found.isRegular()) {
        return new Regular(found.stamp(), found.links());
      }
      return found.isDirectory()
          ? new Directory(found.stamp())
          : new Other(found.isLink() ? "link" : "other");
    } catch (NoSuchFileException e) {
      return new Gone();
    } catch (IOException e) {
      return new Unknown(e);
    }
  }
}
