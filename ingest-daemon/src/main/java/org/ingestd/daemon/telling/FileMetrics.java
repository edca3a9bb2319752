// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.format.FitsSums;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of files. The transitions into a state minus those out of it are the files in
 * it ({@link CensusMetrics}). Thread-safe.
 */
final class FileMetrics extends SilentListener {

  private static final String STAGE = "ingestd.stage.duration";
  private static final String STAGE_HELP =
      "How long a file stayed in a stage, its waits in between included; force and attach: one"
          + " piece of work";

  /** 15 minutes is what the alert rules promise. */
  private static final Duration[] END_TO_END =
      Buckets.with(
          Buckets.between(Duration.ofMillis(100), Duration.ofDays(3)), Duration.ofMinutes(15));

  private final Meters meters;

  /** Each file changes five times: these are found without making labels. */
  private final Map<Transition, Counter> transitions = new ConcurrentHashMap<>();

  private final Map<Stage, Timer> stages = new ConcurrentHashMap<>();

  private record Transition(String source, Optional<FileState> from, FileState to) {}

  private record Stage(String source, String stage) {}

  /** Counters that alerts watch begin at 0, or their first event would not be an increase. */
  FileMetrics(Meters meters, List<String> sources) {
    this.meters = meters;
    for (String source : sources) {
      for (Witness where : Witness.values()) {
        mismatches(source, where, 0);
      }
      changed(source, 0);
      lost(source, 0);
    }
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    transitions
        .computeIfAbsent(
            new Transition(file.key().source(), Optional.ofNullable(from), file.state()),
            this::transitions)
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
      case QUARANTINED -> held(file, from);
      case SETTLED, DIGESTED, PROTECTED, RELEASED, VANISHED -> {
        // counted as a transition; nothing more to be told
      }
    }
  }

  private Counter transitions(Transition kind) {
    return meters.counter(
        "ingestd.file.transitions",
        "Changes of state; from is empty at the first sighting",
        Tags.of(
            "source",
            kind.source(),
            "from",
            kind.from().map(Meters::word).orElse(""),
            "to",
            Meters.word(kind.to())));
  }

  @Override
  public void stayed(JournalFile file, FileState in, Duration time) {
    stage(in, file.state()).ifPresent(stage -> stage(file.key().source(), stage, time));
  }

  /** Only the ordinary way: other ways out of a state say nothing of its stage. */
  private static Optional<String> stage(FileState from, FileState to) {
    return switch (from) {
      case SIGHTED -> on(to, FileState.SETTLED, "settle");
      case SETTLED -> on(to, FileState.DIGESTED, "hash");
      case DIGESTED -> on(to, FileState.REGISTERED, "register");
      case REGISTERED -> on(to, FileState.PROTECTED, "rule");
      case PROTECTED -> on(to, FileState.SAFE, "safe");
      case SAFE, RELEASED, QUARANTINED, VANISHED -> Optional.empty();
    };
  }

  private static Optional<String> on(FileState to, FileState next, String stage) {
    return to == next ? Optional.of(stage) : Optional.empty();
  }

  @Override
  public void worked(String source, Work what, Duration took) {
    stage(source, Meters.word(what), took);
  }

  private void stage(String source, String stage, Duration time) {
    stages
        .computeIfAbsent(new Stage(source, stage), this::histogram)
        .record(time.isNegative() ? Duration.ZERO : time);
  }

  private Timer histogram(Stage of) {
    return meters.histogram(
        STAGE,
        STAGE_HELP,
        Tags.of("source", of.source(), "stage", of.stage()),
        Duration.ofMillis(1),
        Duration.ofDays(3));
  }

  private void held(JournalFile file, @Nullable FileState from) {
    ProblemCode problem = file.retry().problem();
    String source = file.key().source();
    meters
        .counter(
            "ingestd.holds",
            "Files that came to need a person, by problem",
            Tags.of("source", source, "reason", problem == null ? "" : Meters.word(problem)))
        .increment();
    if (from == FileState.REGISTERED || from == FileState.PROTECTED) {
      aboutSource(source, problem);
    }
  }

  private void aboutSource(String source, @Nullable ProblemCode problem) {
    if (problem == ProblemCode.LOST_AFTER_REGISTRATION) {
      lost(source, 1);
    } else if (problem == ProblemCode.CHANGED_AFTER_REGISTRATION
        || problem == ProblemCode.REPLACED_AFTER_REGISTRATION) {
      changed(source, 1);
    }
  }

  /** From the file's modification time, which is the nearest thing to "closed" that is known. */
  private void endToEnd(JournalFile file, String until) {
    long nanos =
        Duration.between(
                Instant.EPOCH.plusNanos(file.stamp().mtimeNanos()), file.standing().since())
            .toNanos();
    if (nanos > 0 && file.standing().lane() == Lane.LIVE) {
      meters
          .histogram(
              "ingestd.end.to.end",
              "From a live file's modification time until it was registered or safe",
              Tags.of("source", file.key().source(), "until", until),
              () -> END_TO_END)
          .record(Duration.ofNanos(nanos));
    }
  }

  @Override
  public void postponed(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    String source = file.key().source();
    meters
        .counter(
            "ingestd.postponements",
            "Steps that failed and will be tried again, by problem",
            Tags.of("source", source, "reason", problem == null ? "" : Meters.word(problem)))
        .increment();
    if (file.state() == FileState.SAFE && file.retry().attempts() == 1) {
      aboutSource(source, problem);
    }
  }

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
            Tags.of("source", source, "result", Meters.word(result)))
        .increment();
    if (result == FitsSums.Result.WRONG) {
      mismatched(source, Witness.FITS);
    }
  }

  @Override
  public void mismatched(String source, Witness where) {
    mismatches(source, where, 1);
  }

  private void mismatches(String source, Witness where, int more) {
    meters
        .counter(
            "ingestd.checksum.mismatches",
            "Sizes or sums that were not what they should be, by who said otherwise",
            Tags.of("source", source, "where", Meters.word(where)))
        .increment(more);
  }

  private void changed(String source, int more) {
    meters
        .counter(
            "ingestd.changed.after.registration",
            "Registered files that were changed or replaced at their path",
            Tags.of("source", source))
        .increment(more);
  }

  private void lost(String source, int more) {
    meters
        .counter(
            "ingestd.source.lost",
            "Registered files that are not at their path any more",
            Tags.of("source", source))
        .increment(more);
  }

  @Override
  public void confirmed(Collection<String> rses) {
    for (String rse : rses) {
      meters
          .counter(
              "ingestd.replicas.confirmed",
              "Permanent copies on which files were called safe",
              Tags.of("destination", rse))
          .increment();
    }
  }

  @Override
  public void remarked(String source, Remark remark) {
    meters
        .counter(
            "ingestd.files.remarked",
            "Files with something odd about them that went on all the same",
            Tags.of("source", source, "remark", Meters.word(remark)))
        .increment();
  }

  private void at(String name, String help, JournalFile file) {
    meters.timestamp(name, help, Tags.of("source", file.key().source()), file.standing().since());
  }
}
