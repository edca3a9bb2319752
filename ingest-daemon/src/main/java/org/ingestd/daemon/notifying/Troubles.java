// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong now, by kind. Ten thousand failures of one kind are one message, and one more when
 * it is over; a circuit that opens and closes every half minute is one trouble, too. Thread-safe;
 * does nothing that takes time.
 */
final class Troubles {

  /** Over is what has not come back for so long. */
  static final Duration CALM = Duration.ofMinutes(1);

  /** A fault whose end nobody tells is over after so long without another. */
  static final Duration FORGOTTEN = Duration.ofHours(1);

  private static final int MOST = 1_000;

  private final String instance;
  private final Clock clock;
  private final Consumer<Message> told;
  private final Map<String, Standing> open = new LinkedHashMap<>();

  /** One that was told and is not over. */
  private static final class Standing {

    private final Trouble trouble;
    private final Instant since;
    private final @Nullable String example;
    private long times = 1;
    private Instant last;
    private @Nullable Instant ended;

    private Standing(Trouble trouble, @Nullable String example, Instant now) {
      this.trouble = trouble;
      this.example = example;
      this.since = now;
      this.last = now;
    }
  }

  /**
   * @param told takes messages at once
   */
  Troubles(String instance, Clock clock, Consumer<Message> told) {
    this.instance = instance;
    this.clock = clock;
    this.told = told;
  }

  /**
   * It happened, perhaps not for the first time.
   *
   * @param example of a file, safe to show
   */
  synchronized void happened(Trouble trouble, @Nullable String example) {
    Instant now = clock.instant();
    Standing known = open.get(trouble.kind());
    if (known != null) {
      known.times++;
      known.last = now;
      known.ended = null;
    } else if (open.size() < MOST) {
      Standing begun = new Standing(trouble, example, now);
      open.put(trouble.kind(), begun);
      told.accept(message(Message.BEGINS, begun, now));
    }
  }

  /** The kind has ended, if it does not come back. */
  synchronized void ended(String kind) {
    Standing known = open.get(kind);
    if (known != null && known.ended == null) {
      known.ended = clock.instant();
    }
  }

  /**
   * Time passes.
   *
   * @param standing kinds of files' problems that some file has now; those that none has have ended
   * @param counted kinds of which {@code standing} speaks
   */
  synchronized void tick(Set<String> standing, Set<String> counted) {
    Instant now = clock.instant();
    for (Map.Entry<String, Standing> each : open.entrySet()) {
      Standing known = each.getValue();
      boolean forgotten = !known.last.plus(FORGOTTEN).isAfter(now);
      if (counted.contains(each.getKey())) {
        known.ended = standing.contains(each.getKey()) ? null : endedBy(known, now);
      } else if (forgotten && known.trouble.problem().equals(NotificationListener.FAILURE)) {
        known.ended = endedBy(known, known.last);
      }
    }
    open.values()
        .removeIf(
            known -> {
              boolean over = known.ended != null && !known.ended.plus(CALM).isAfter(now);
              if (over) {
                told.accept(message(Message.OVER, known, now));
              }
              return over;
            });
  }

  private static Instant endedBy(Standing known, Instant when) {
    return known.ended == null ? when : known.ended;
  }

  private Message message(String type, Standing known, Instant now) {
    Trouble trouble = known.trouble;
    return Message.of(
        type,
        now,
        new Message.Payload(
            instance,
            trouble.problem(),
            trouble.severity().name().toLowerCase(java.util.Locale.ROOT),
            trouble.text(),
            trouble.hint(),
            known.since.toString(),
            known.times,
            trouble.source(),
            known.example));
  }
}
