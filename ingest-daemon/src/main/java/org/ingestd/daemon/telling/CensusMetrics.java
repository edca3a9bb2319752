// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayState;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what the journal counts: how many files and bytes stand where, since when. Asked at
 * each scrape, but of the journal at most once a second.
 *
 * <p>Files of all states of a source together are all files ever seen of it: what is not safe and
 * not released is what would be lost with this disk.
 */
final class CensusMetrics implements MeterBinder {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<Census> census;
  private final List<String> sources;
  private final Clock clock;
  private @Nullable Census last;
  private Instant asked = Instant.MIN;

  CensusMetrics(Supplier<Census> census, List<String> sources, Clock clock) {
    this.census = census;
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  private synchronized Census census() {
    Instant now = clock.instant();
    Census current = last;
    if (current == null || asked.plus(FRESH).isBefore(now)) {
      current = census.get();
      last = current;
      asked = now;
    }
    return current;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String source : sources) {
      for (FileState state : FileState.values()) {
        Tags tags = Tags.of("source", source, "state", state.name().toLowerCase(Locale.ROOT));
        gauge(
                "ingestd.files",
                "Files in a state (docs/states.md)",
                tags,
                () -> tally(source, state).count())
            .register(registry);
        gauge(
                "ingestd.bytes",
                "Bytes of the files in a state",
                tags,
                () -> tally(source, state).bytes())
            .register(registry);
        gauge(
                "ingestd.oldest.file.timestamp.seconds",
                "When the file that has been longest in a state came into it; NaN without files",
                tags,
                () -> seconds(tally(source, state).oldest()))
            .register(registry);
      }
      held(registry, source);
      replays(registry, source);
    }
    metadata(registry);
  }

  private void held(MeterRegistry registry, String source) {
    for (ProblemCode problem : ProblemCode.values()) {
      Tags tags =
          Tags.of(
              "source",
              source,
              "reason",
              problem.name().toLowerCase(Locale.ROOT),
              "severity",
              problem.severity().name().toLowerCase(Locale.ROOT));
      gauge(
              "ingestd.held.files",
              "Files that have a problem now, by its code (docs/problems.md)",
              tags,
              () -> census().troubles().getOrDefault(source, Map.of()).getOrDefault(problem, 0L))
          .register(registry);
    }
  }

  private void replays(MeterRegistry registry, String source) {
    for (ReplayState state : List.of(ReplayState.RUNNING, ReplayState.PAUSED)) {
      gauge(
              "ingestd.replays",
              "Replays that have not ended",
              Tags.of("source", source, "state", state.word()),
              () -> replays(source).filter(replay -> replay.state() == state).count())
          .register(registry);
    }
    gauge(
            "ingestd.replay.remaining.files",
            "Files that replays which have not ended have yet to look at, as far as counted",
            Tags.of("source", source),
            () -> replays(source).mapToLong(CensusMetrics::remaining).sum())
        .register(registry);
  }

  private Stream<Replay> replays(String source) {
    return census().replays().stream().filter(one -> one.request().source().equals(source));
  }

  private static long remaining(Replay replay) {
    return Math.max(0, replay.progress().total() - replay.progress().looked());
  }

  private void metadata(MeterRegistry registry) {
    String help = "Registered files whose metadata Rucio does not have yet; refused: the last time";
    gauge(
            "ingestd.metadata.files",
            help,
            Tags.of("stand", "waiting"),
            () -> census().metadata().waiting())
        .register(registry);
    gauge(
            "ingestd.metadata.files",
            help,
            Tags.of("stand", "refused"),
            () -> census().metadata().failing())
        .register(registry);
  }

  private static Gauge.Builder<Supplier<Number>> gauge(
      String name, String help, Tags tags, Supplier<Number> value) {
    return Gauge.builder(name, value).description(help).tags(tags).strongReference(true);
  }

  private Tally tally(String source, FileState state) {
    return census().tallies().getOrDefault(source, Map.of()).getOrDefault(state, NOTHING);
  }

  private static final Tally NOTHING = new Tally(0, 0, null);

  private static double seconds(@Nullable Instant at) {
    return at == null ? Double.NaN : at.toEpochMilli() / 1000.0;
  }
}
