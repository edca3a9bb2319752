// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.format.FitsSums;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens. Names begin with {@code ingestd_}; labels are bounded: never a file's name.
 *
 * <p>Relations: the transitions into a state minus those out of it are the files in it ({@link
 * CensusMetrics}); every call to Rucio is one of {@code ingestd_rucio_requests_total}.
 */
public final class MetricsListener implements IngestListener {

  private final Meters meters;
  private final Clock clock;

  /** The meters are registered as things happen, those of the journal's content at once. */
  public MetricsListener(
      MeterRegistry registry, Supplier<Census> census, List<String> sources, Clock clock) {
    this.meters = new Meters(registry);
    this.clock = clock;
    new CensusMetrics(census, sources, clock).bindTo(registry);
    sources.forEach(source -> online(source, 0));
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    String source = file.key().source();
    meters
        .counter(
            "ingestd.file.transitions",
            "Changes of state; from is empty at the first sighting",
            Tags.of(
                "source",
                source,
                "from",
                from == null ? "" : lower(from),
                "to",
                lower(file.state())))
        .increment();
    switch (file.state()) {
      case SIGHTED ->
          at("ingestd.last.file.seen.timestamp.seconds", "When a file was last sighted", file);
      case REGISTERED -> {
        at(
            "ingestd.last.file.registered.timestamp.seconds",
            "When a file was last registered",
            file);
        endToEnd(file, "registered");
      }
      case SAFE -> {
        at("ingestd.last.file.safe.timestamp.seconds", "When a file last became safe", file);
        endToEnd(file, "safe");
      }
      case QUARANTINED -> held(file);
      case SETTLED, DIGESTED, PROTECTED, RELEASED, VANISHED -> {
        // counted as a transition; nothing more to be told
      }
    }
  }

  private void held(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    meters
        .counter(
            "ingestd.holds",
            "Files that came to need a person, by problem",
            Tags.of("source", file.key().source(), "reason", problem == null ? "" : lower(problem)))
        .increment();
  }

  /** From the file's modification time, which is the nearest thing to "closed" that is known. */
  private void endToEnd(JournalFile file, String until) {
    long nanos =
        Duration.between(
                Instant.EPOCH.plusNanos(file.stamp().mtimeNanos()), file.standing().since())
            .toNanos();
    if (nanos > 0) {
      meters
          .histogram(
              "ingestd.end.to.end",
              "From a file's modification time until it was registered or safe",
              Tags.of("source", file.key().source(), "until", until),
              Duration.ofMillis(100),
              Duration.ofDays(1))
          .record(Duration.ofNanos(nanos));
    }
  }

  @Override
  public void postponed(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    meters
        .counter(
            "ingestd.postponements",
            "Steps that failed and will be tried again, by problem",
            Tags.of("source", file.key().source(), "reason", problem == null ? "" : lower(problem)))
        .increment();
  }

  @Override
  public void committed(int changes, Duration took) {
    meters
        .histogram(
            "ingestd.journal.commit",
            "Commits of the journal",
            Tags.empty(),
            Duration.ofMillis(1),
            Duration.ofSeconds(10))
        .record(took);
    meters
        .counter("ingestd.journal.changes", "Changes that became durable", Tags.empty())
        .increment(changes);
  }

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    Tags tags =
        Tags.of(
            "operation", operation, "code", Integer.toString(status), "exception", exceptionClass);
    meters
        .counter("ingestd.rucio.requests", "Calls to Rucio; code 0 is no answer", tags)
        .increment();
    meters
        .histogram(
            "ingestd.rucio.request.duration",
            "How long calls to Rucio took",
            Tags.of("operation", operation),
            Duration.ofMillis(5),
            Duration.ofMinutes(2))
        .record(took);
  }

  @Override
  public void circuit(String state) {
    for (String each : List.of("closed", "open", "half_open")) {
      meters.level(
          "ingestd.rucio.circuit.state",
          "1 for the state that the circuit to Rucio is in",
          Tags.of("state", each),
          each.equals(state) ? 1 : 0);
    }
  }

  @Override
  public void signedIn(SignedIn how) {
    Tags tags = Tags.of("method", how.method());
    meters.timestamp(
        "ingestd.auth.token.expiry.timestamp.seconds",
        "When our token ends",
        tags,
        how.tokenEnds());
    how.credentialEnds()
        .ifPresent(
            end ->
                meters.timestamp(
                    "ingestd.auth.credential.expiry.timestamp.seconds",
                    "When the certificate or proxy ends that we sign in with",
                    tags,
                    end));
    renewal(how.method(), "ok");
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    renewal(method, refused ? "refused" : "away");
  }

  private void renewal(String method, String result) {
    meters
        .counter(
            "ingestd.auth.renewals",
            "Sign-ins; refused: somebody must act, away: it heals by itself",
            Tags.of("method", method, "result", result))
        .increment();
  }

  @Override
  public void scanned(String source, ScanReport report) {
    Tags tags = Tags.of("source", source);
    meters
        .histogram(
            "ingestd.scan.duration",
            "Scans of a source",
            tags,
            Duration.ofMillis(1),
            Duration.ofHours(1))
        .record(report.took());
    meters
        .counter("ingestd.scan.files.found", "Files never seen before", tags)
        .increment(report.fresh());
    meters.timestamp(
        "ingestd.scan.last.success.timestamp.seconds",
        "When a scan last ended well",
        tags,
        clock.instant());
    online(source, 1);
    report
        .ignored()
        .forEach(
            (kind, count) ->
                meters.level(
                    "ingestd.ignored.entries",
                    "Entries that are no files of the source, in the last scan",
                    Tags.of("source", source, "kind", kind),
                    count));
  }

  @Override
  public void sourceOffline(String source, String why) {
    online(source, 0);
  }

  @Override
  public void sourceOnline(String source) {
    online(source, 1);
  }

  @Override
  public void eventsLost(String source) {
    meters
        .counter(
            "ingestd.watch.overflows",
            "Times that the kernel dropped events",
            Tags.of("source", source))
        .increment();
  }

  @Override
  public void reading(String source, String path, long bytesRead, long size) {}

  @Override
  public void digested(String source, long bytes, Duration took) {
    Tags tags = Tags.of("source", source);
    meters
        .counter("ingestd.hashed.bytes", "Bytes read for digests", tags)
        .increment((double) bytes);
    meters
        .counter("ingestd.hash.seconds", "Time spent reading for digests", tags)
        .increment(took.toNanos() / 1e9);
  }

  @Override
  public void fitsSums(String source, FitsSums.Result result) {
    meters
        .counter(
            "ingestd.fits.sums",
            "FITS files whose own sums were compared with their content, by result",
            Tags.of("source", source, "result", lower(result)))
        .increment();
  }

  @Override
  public void remarked(String source, Remark remark) {
    meters
        .counter(
            "ingestd.files.remarked",
            "Files with something odd about them that went on all the same",
            Tags.of("source", source, "remark", lower(remark)))
        .increment();
  }

  @Override
  public void metadataRefused(int files, ProblemCode problem, String detail) {
    meters
        .counter(
            "ingestd.metadata.refusals",
            "Files whose metadata Rucio did not take, each time",
            Tags.of("reason", lower(problem)))
        .increment(files);
  }

  @Override
  public void replayedFiles(String source, Map<ReplayOutcome, Long> counts) {
    counts.forEach(
        (outcome, files) ->
            meters
                .counter(
                    "ingestd.replayed.files",
                    "Files that replays looked at, by what became of each",
                    Tags.of("source", source, "outcome", outcome.word()))
                .increment(files));
  }

  @Override
  public void stepped(String step, int files, Duration took) {
    Tags tags = Tags.of("step", step);
    meters.counter("ingestd.step.files", "Files that a step took in hand", tags).increment(files);
    meters
        .counter("ingestd.step.seconds", "Time spent in a step", tags)
        .increment(took.toNanos() / 1e9);
    meters.timestamp(
        "ingestd.heartbeat.timestamp.seconds",
        "When a step last ended well",
        tags,
        clock.instant());
  }

  @Override
  public void failed(String where, Throwable fault) {
    meters
        .counter(
            "ingestd.failures",
            "Faults at the edge of a loop, which went on",
            Tags.of("where", where))
        .increment();
  }

  @Override
  public void degraded(String what, String why) {
    meters.level(
        "ingestd.degraded",
        "1 while the daemon waits for this",
        Tags.of("what", what),
        why.isEmpty() ? 0 : 1);
  }

  private void at(String name, String help, JournalFile file) {
    meters.timestamp(name, help, Tags.of("source", file.key().source()), file.standing().since());
  }

  private void online(String source, long value) {
    meters.level(
        "ingestd.source.online",
        "1 while the source can be scanned",
        Tags.of("source", source),
        value);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
