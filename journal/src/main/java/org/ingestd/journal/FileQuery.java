// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.FileState;

/**
 * A page of files in the order of their ids.
 *
 * @param states empty: all
 * @param since only files that came into their state at or after this time
 * @param text only files whose path has this text in it (bytes of its UTF-8)
 * @param after only ids above this one; 0 for the first page
 */
public record FileQuery(
    Optional<String> source,
    Set<FileState> states,
    Optional<Instant> since,
    Optional<String> text,
    long after,
    int limit) {

  public FileQuery {
    states = Set.copyOf(states);
    if (limit < 1) {
      throw new IllegalArgumentException("A page of " + limit + " files");
    }
  }
}
