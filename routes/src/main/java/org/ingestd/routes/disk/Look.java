// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.ProblemCode;

/** What lies at a path, seen without following a link and without opening anything. */
public sealed interface Look {

  /** A regular file. */
  record Regular(FileStamp stamp) implements Look {

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
    try {
      Map<String, Object> attributes =
          Files.readAttributes(
              path, "unix:mode,dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
      return Modes.look((Integer) requireNonNull(attributes.get("mode")), attributes);
    } catch (NoSuchFileException e) {
      return new Gone();
    } catch (IOException e) {
      return new Unknown(e);
    }
  }

  /**
   * Looks now, and at each directory on the way from the source's own: where one of them is a link,
   * what lies behind it is none of the source's.
   */
  static Look below(Path source, Path path) {
    Path above = source;
    Path way = source.relativize(path);
    for (int i = 0; i < way.getNameCount() - 1; i++) {
      above = above.resolve(way.getName(i));
      Look look = at(above);
      if (!(look instanceof Directory)) {
        return look instanceof Regular ? new Gone() : look;
      }
    }
    return at(path);
  }

  /** The type bits of {@code st_mode}, inode(7). */
  final class Modes {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;

    private Modes() {}

    private static Look look(int mode, Map<String, Object> attributes) {
      return switch (mode & TYPE) {
        case REGULAR -> new Regular(FileStamp.of(attributes));
        case DIRECTORY -> new Directory(FileStamp.of(attributes));
        case LINK -> new Other("link");
        default -> new Other("other");
      };
    }
  }
}
