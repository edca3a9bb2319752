// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestListener.Forced;
import org.jspecify.annotations.Nullable;

/**
 * Forces files and the directories above them to disk. A file that was only ever read from the page
 * cache was found with 0 bytes after a power cut, and one in a new directory not at all. Opens for
 * reading only. Thread-safe.
 */
public final class Forcing {

  private static final int REMEMBERED = 10_000;

  private final IngestListener listener;

  /** Directories by the attributes that they had when they were forced. */
  private final Map<Path, FileStamp> forced =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, FileStamp> eldest) {
              return size() > REMEMBERED;
            }
          });

  public Forcing(IngestListener listener) {
    this.listener = listener;
  }

  /** Within one batch each directory is looked at once: its files were there before it began. */
  public final class Batch {

    private final Map<Path, Boolean> done = new ConcurrentHashMap<>();
    private final Opener files;

    /**
     * @param files how the files are opened
     */
    Batch(Opener files) {
      this.files = files;
    }

    /**
     * @param source the source's own directory
     */
    void force(Path file, Path source) throws IOException {
      Forcing.this.force(file, files, Forced.FILE);
      try {
        forceDirectories(source, file.getParent());
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /** From above, so that all above a directory is done once it is. */
    private void forceDirectories(Path source, @Nullable Path lowest) {
      if (lowest != null && !done.containsKey(lowest) && lowest.startsWith(source)) {
        forceDirectories(source, lowest.getParent());
        done.computeIfAbsent(lowest, directory -> forceDirectory(source, directory));
      }
    }

    private boolean forceDirectory(Path source, Path directory) {
      try {
        FileStamp stamp = FileStamp.of(directory);
        if (!stamp.equals(forced.get(directory))) {
          Forcing.this.force(directory, path -> Opening.of(source, path), Forced.DIRECTORY);
          forced.put(directory, stamp);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Opens for reading only, and follows no link. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path path) throws IOException;
  }

  private void force(Path path, Opener opener, Forced what) throws IOException {
    listener.forcing(what);
    try (FileChannel channel = opener.open(path)) {
      channel.force(true);
    }
    listener.forced(what);
  }
}
