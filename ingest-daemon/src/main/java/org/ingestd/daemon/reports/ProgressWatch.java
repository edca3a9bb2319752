// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.daemon.terminal.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a reading is, and lets it go as fast as it can.
 *
 * @param progress null before there is something to read
 */
record ProgressWatch(@Nullable Progress progress) implements ReadingWatch {

  /** All that is to be read; what cannot be looked at will be told when its turn comes. */
  static long sizes(Collection<Path> files) {
    return files.stream().mapToLong(ProgressWatch::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  void wipe() {
    if (progress != null) {
      progress.wipe();
    }
  }

  @Override
  public void aboutToRead(long bytes) {
    if (progress != null) {
      progress.add(bytes);
    }
  }

  @Override
  public void progress(long bytesRead) {}

  @Override
  public boolean stopped() {
    return false;
  }
}
