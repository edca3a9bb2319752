// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.disk.Look;

/**
 * The last few lists of checksums, so that one of a directory is not read for each of its files. A
 * list that changed is not known. Thread-safe.
 */
final class RecentLists {

  private static final int REMEMBERED = 2;

  /** A list, and what its file was when it was read. */
  private record Kept(FileStamp stamp, ChecksumList list) {}

  private final Map<Path, Kept> lists =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized Optional<ChecksumList> of(Path place, Look now) {
    Kept kept = lists.get(place);
    return kept != null && now instanceof Look.Regular there && there.stamp().equals(kept.stamp())
        ? Optional.of(kept.list())
        : Optional.empty();
  }

  synchronized void keep(Path place, FileStamp stamp, ChecksumList list) {
    lists.put(place, new Kept(stamp, list));
  }
}
