// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayTime;
import org.jspecify.annotations.Nullable;

/**
 * A replay as command line, API and result files show it; absent values are left out.
 *
 * @param state {@code running}, {@code paused}, {@code done} or {@code cancelled}
 * @param who asked for it
 * @param asked RFC 3339
 * @param changed when it came into its state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(
    long id,
    String state,
    @JsonUnwrapped Wanted wanted,
    String who,
    String asked,
    String changed,
    @JsonUnwrapped Standing standing) {

  /** What was asked for, in the words of a request. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wanted(
      String source,
      @Nullable String from,
      @Nullable String to,
      @Nullable String pattern,
      @Nullable Integer rate) {

    /** Of a request. */
    public static Wanted of(ReplayRequest request) {
      return new Wanted(
          request.source(),
          text(request.from()),
          text(request.to()),
          request.pattern(),
          request.rate() == 0 ? null : request.rate());
    }

    private static @Nullable String text(@Nullable ReplayTime time) {
      return time == null ? null : time.toString();
    }
  }

  /**
   * How far it is.
   *
   * @param total files that it is about; absent while they are not counted yet
   * @param looked how many of them were looked at
   * @param counts how many ended how
   * @param worked seconds that it took so far, without pauses
   * @param seconds roughly until the last one was looked at; absent while nothing can be said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Standing(
      @Nullable Long total,
      long looked,
      Map<String, Long> counts,
      double worked,
      @Nullable Double seconds) {}

  public static ReplayView of(Replay replay) {
    Replay.Progress progress = replay.progress();
    return new ReplayView(
        replay.id(),
        replay.state().word(),
        Wanted.of(replay.request()),
        replay.origin().who(),
        text(replay.origin().at()),
        text(replay.changed()),
        new Standing(
            progress.total() < 0 ? null : progress.total(),
            progress.looked(),
            words(progress.counts()),
            seconds(progress.worked()),
            replay.left().map(ReplayView::seconds).orElse(null)));
  }

  /** Counts by the outcomes' words. */
  public static Map<String, Long> words(Map<ReplayOutcome, Long> counts) {
    Map<String, Long> words = new TreeMap<>();
    counts.forEach((outcome, count) -> words.put(outcome.word(), count));
    return words;
  }

  private static String text(Instant time) {
    return time.toString();
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }
}
