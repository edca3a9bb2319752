// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** How files of a source are opened: for reading only, and never through a link. */
public final class Opening {

  private static final Set<OpenOption> READ_NO_LINK =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private Opening() {}

  /**
   * @param file a regular file by the last look at it: a FIFO would not return
   * @throws IOException if it is a link now, among others
   */
  public static FileChannel of(Path file) throws IOException {
    return FileChannel.open(file, READ_NO_LINK);
  }
}
