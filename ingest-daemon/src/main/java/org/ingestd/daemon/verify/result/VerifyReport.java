// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify} found last in each configured source, as {@code /api/verify} shows it.
 *
 * @param underWay what the daemon compares now; null: nothing
 * @param failed the last comparison that it began, if that came to no result
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyReport(
    List<Verified> sources, @Nullable UnderWay underWay, @Nullable Failed failed) {

  public record UnderWay(String source, Instant since) {}

  /**
   * @param why the last words of the verb, on one line
   */
  public record Failed(String source, Instant at, String why) {}

  /**
   * @param at when it ended; null, as what follows: never
   * @param read whose bytes it read again: {@code none}, {@code sample} or {@code all}
   * @param files that were registered
   * @param deepAt when the last one ended that read all bytes; null: never
   * @param differences empty: none
   */
  public record Verified(
      String source,
      @Nullable Instant at,
      @Nullable String read,
      @Nullable Long files,
      @Nullable Instant deepAt,
      List<Differing> differences) {}

  /**
   * @param examples the first ones; an older program kept none
   */
  public record Differing(Kind kind, long count, String hint, List<Difference.Line> examples) {}

  /**
   * @param sources that are configured: others are left out
   */
  public static VerifyReport of(VerifyResults results, List<String> sources) {
    return new VerifyReport(
        sources.stream().map(source -> verified(results, source)).toList(), null, null);
  }

  public VerifyReport with(@Nullable UnderWay now, @Nullable Failed last) {
    return new VerifyReport(sources, now, last);
  }

  private static Verified verified(VerifyResults results, String source) {
    SourceResult result = results.sources().get(source);
    if (result == null) {
      return new Verified(source, null, null, null, null, List.of());
    }
    Long deepAt = result.deepAt();
    return new Verified(
        source,
        Instant.ofEpochMilli(result.at()),
        result.read().name().toLowerCase(Locale.ROOT),
        result.files(),
        deepAt == null ? null : Instant.ofEpochMilli(deepAt),
        Arrays.stream(Kind.values())
            .filter(kind -> result.count(kind) > 0)
            .map(
                kind ->
                    new Differing(
                        kind, result.count(kind), kind.hint(), results.examples(source, kind)))
            .toList());
  }
}
