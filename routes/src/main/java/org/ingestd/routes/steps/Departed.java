// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.JournalFile;

/**
 * Registered files of a source that are not at their paths any more, so that one that turns up
 * under another name is known again. Not durable: what is renamed while nobody looks is told as
 * lost, and taken for new under its new name. Thread-safe.
 */
public final class Departed {

  private static final int REMEMBERED = 100_000;

  /** A rename keeps all of these; a change time it does not. */
  private record Mark(long inode, long size, long mtimeNanos) {

    private static Mark of(FileStamp stamp) {
      return new Mark(stamp.inode(), stamp.size(), stamp.mtimeNanos());
    }
  }

  private final Map<Mark, String> paths =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Mark, String> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Nothing is at the path of this registered file. */
  public void add(JournalFile file) {
    paths.put(Mark.of(file.stamp()), file.key().path().text());
  }

  /**
   * The registered path of what looks like this; once, so that a person who wants it under both
   * names gets it.
   */
  Optional<String> take(FileStamp stamp) {
    return Optional.ofNullable(paths.remove(Mark.of(stamp)));
  }
}
