// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ingestd.routes.replay.ReplayView;
import org.jspecify.annotations.Nullable;

/** Replays in words, for people. */
final class ReplayText {

  private ReplayText() {}

  /** One line: how far it is and what became of its files. */
  static String line(ReplayView replay) {
    return "replay %d of %s: %s, %s%s%s"
        .formatted(
            replay.id(),
            replay.wanted().source(),
            replay.state(),
            share(replay),
            counts(replay.standing().counts(), "; "),
            left(replay));
  }

  /** How many of how many files were looked at. */
  static String share(ReplayView replay) {
    Long total = replay.standing().total();
    return total == null
        ? "counting its files"
        : String.format(
            Locale.ROOT, "%,d of %,d files looked at", replay.standing().looked(), total);
  }

  /** What became of files, behind {@code before}; empty if nothing. */
  static String counts(Map<String, Long> counts, String before) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%,d %s", one.getValue(), one.getKey()))
            .collect(Collectors.joining(", ", before, ""));
  }

  private static String left(ReplayView replay) {
    Double seconds = replay.standing().seconds();
    return seconds == null || seconds == 0 ? "" : "; about " + duration(seconds) + " left";
  }

  /** Rounded: it is an estimate; a dash for none. */
  static String duration(@Nullable Double seconds) {
    if (seconds == null) {
      return "-";
    }
    Duration left = Duration.ofSeconds(Math.round(seconds));
    if (left.toHours() > 0) {
      return left.toHours() + " h " + left.toMinutesPart() + " min";
    }
    return left.toMinutes() > 0
        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
        : left.toSeconds() + " s";
  }

  /** What was asked for beside the source. */
  static String span(ReplayView.Wanted wanted) {
    String span =
        (wanted.from() == null ? "" : "from " + wanted.from() + " ")
            + (wanted.to() == null ? "" : "to " + wanted.to() + " ")
            + (wanted.pattern() == null ? "" : wanted.pattern() + " ")
            + (wanted.rate() == null ? "" : wanted.rate() + "/s");
    return span.isBlank() ? "all" : span.strip();
  }
}
