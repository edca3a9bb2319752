// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import org.ingestd.daemon.verify.difference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the last verification of a source that came to its end found.
 *
 * @param at when it ended, epoch milliseconds
 * @param read whose bytes it read again
 * @param files that were registered in the source
 * @param differences by the word of their kind; absent: none
 * @param deepAt when the last one ended that read all bytes, epoch milliseconds; null: never
 * @param deepChecksums how many wrong checksums that one found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceResult(
    long at,
    Read read,
    long files,
    Map<String, Long> differences,
    @Nullable Long deepAt,
    long deepChecksums) {

  /** Of which files all bytes were read. */
  public enum Read {
    NONE,
    SAMPLE,
    ALL
  }

  public SourceResult {
    differences = Map.copyOf(differences);
  }

  /**
   * A verification that ended just now. One that does not read all bytes cannot take back wrong
   * bytes that the last deep one found: these count until the next deep one.
   *
   * @param before of the same source; null: the first
   */
  static SourceResult of(
      long at, Read read, long files, Map<Kind, Long> found, @Nullable SourceResult before) {
    Map<String, Long> differences = new HashMap<>();
    found.forEach((kind, count) -> differences.put(kind.word(), count));
    long checksums = found.getOrDefault(Kind.CHECKSUM, 0L);
    if (read == Read.ALL) {
      return new SourceResult(at, read, files, differences, at, checksums);
    }
    long deep = before == null ? 0 : before.deepChecksums();
    if (deep > checksums) {
      differences.put(Kind.CHECKSUM.word(), deep);
    }
    return new SourceResult(
        at, read, files, differences, before == null ? null : before.deepAt(), deep);
  }

  public long count(Kind kind) {
    return differences.getOrDefault(kind.word(), 0L);
  }
}
