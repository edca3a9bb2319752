// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.ingestd.checksum.FileLook;

/**
 * How files and directories of a source are opened: for reading only, and from the source's own
 * directory on name by name ({@code openat}), so that a link put into the way at whatever moment
 * leads nowhere.
 */
public final class Opening {

  private static final Set<OpenOption> READ_NO_LINK =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private Opening() {}

  /**
   * @param file below {@code source}, or the source's directory itself; by the last look a regular
   *     file or a directory: a FIFO would not return
   * @throws IOException if it, or a directory on the way to it, is a link now, among others
   */
  public static FileChannel of(Path source, Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null || !file.startsWith(source) || file.equals(source)) {
      return FileChannel.open(file, READ_NO_LINK);
    }
    try (DirectoryStream<Path> in = directory(source, parent)) {
      return in instanceof SecureDirectoryStream<Path> secure
          ? in(secure, file.getFileName())
          : FileChannel.open(file, READ_NO_LINK);
    }
  }

  /**
   * @throws IOException if it is a link, among others
   */
  static FileChannel in(SecureDirectoryStream<Path> directory, Path name) throws IOException {
    SeekableByteChannel channel = directory.newByteChannel(name, READ_NO_LINK);
    if (channel instanceof FileChannel open) {
      return open;
    }
    channel.close();
    throw new IOException("The system opens " + name + " as no file channel");
  }

  /**
   * Looks at what lies there, and before at each directory on the way from the source's own.
   *
   * @return what is on the way, where that is no directory
   * @throws NoSuchFileException if nothing is there, also where a file is in a directory's place
   */
  static FileLook look(Path source, Path path) throws IOException {
    Path above = source;
    Path way = source.relativize(path);
    for (int i = 0; i < way.getNameCount() - 1; i++) {
      above = above.resolve(way.getName(i));
      FileLook look = FileLook.at(above);
      if (look.isRegular()) {
        throw new NoSuchFileException(path.toString(), null, "not a directory: " + above);
      }
      if (!look.isDirectory()) {
        return look;
      }
    }
    return FileLook.at(path);
  }

  /**
   * The names in a directory. The source's own may be reached through a link.
   *
   * @param directory below {@code source}, or the source's directory itself
   */
  @SuppressWarnings("StreamResourceLeak") // The caller closes it.
  public static DirectoryStream<Path> directory(Path source, Path directory) throws IOException {
    DirectoryStream<Path> in = Files.newDirectoryStream(source);
    if (directory.equals(source) || !(in instanceof SecureDirectoryStream<Path> top)) {
      return directory.equals(source) ? in : closing(in, directory);
    }
    SecureDirectoryStream<Path> here = top;
    for (Path name : source.relativize(directory)) {
      try (SecureDirectoryStream<Path> above = here) {
        here = above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return here;
  }

  /** Where the system cannot open name by name. */
  @SuppressWarnings("StreamResourceLeak") // The caller closes it.
  private static DirectoryStream<Path> closing(DirectoryStream<Path> unused, Path directory)
      throws IOException {
    unused.close();
    return Files.newDirectoryStream(directory);
  }
}
