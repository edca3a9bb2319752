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

    public void force(Path file, Path source) throws IOException {
      Forcing.this.force(source, file, Forced.FILE);
      try {
        for (Path above = file.getParent();
            above != null && above.startsWith(source);
            above = above.getParent()) {
          done.computeIfAbsent(above, directory -> forceDirectory(source, directory));
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private boolean forceDirectory(Path source, Path directory) {
      try {
        FileStamp stamp = FileStamp.of(directory);
        if (!stamp.equals(forced.get(directory))) {
          Forcing.this.force(source, directory, Forced.DIRECTORY);
          forced.put(directory, stamp);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void force(Path source, Path path, Forced what) throws IOException {
    listener.forcing(what);
    try (FileChannel channel = Opening.of(source, path)) {
      channel.force(true);
    }
    listener.forced(what);
  }
}
