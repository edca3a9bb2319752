// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * The place where the files of one source lie: this host's file system, or another host's. Files
 * are looked at and read there, and never changed. Thread-safe.
 */
public interface SourceDisk extends AutoCloseable {

  /** Why nothing that is seen there can be believed now; empty if it is there as it always was. */
  Optional<Offline> whyOffline();

  /** The same for what is missing at a file's path: a part of the source may be away alone. */
  default Optional<Offline> whyOffline(RawPath file) {
    return whyOffline();
  }

  /** File systems below the source that are away while the rest is there: why, by place. */
  default Map<RawPath, String> partsOffline() {
    return Map.of();
  }

  /**
   * Begins work on some files, e.g. one batch of a step: what they have in common is looked up once
   * for all of them.
   *
   * @param files below the source
   */
  DiskVisit visit(Collection<RawPath> files);

  /**
   * What a directory of the source looks like now.
   *
   * @param directory below the source, reached through no link; null: the source's own, which may
   *     be a link
   * @throws IOException if the source's own cannot be looked at
   */
  Look folder(@Nullable RawPath directory) throws IOException;

  /**
   * Lists a directory, whatever its size, handing on entry by entry in any order.
   *
   * @param directory as for {@link #folder}
   * @throws SourceAway if the source as a whole is away
   * @throws E what the taker throws
   */
  <E extends Exception> void list(@Nullable RawPath directory, Entries<E> entries)
      throws IOException, E;

  /** What {@link DiskVisit#force} makes true, for the history of a file: e.g. "forced to disk". */
  String settled();

  /** Ends connections, if there are any. */
  @Override
  void close();
}
