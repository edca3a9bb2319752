// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.daemon.view.TallyView;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Says in one line, and with a level, whether somebody must be called. */
public final class Probe {

  private static final List<FileState> NOT_REGISTERED =
      List.of(FileState.SIGHTED, FileState.SETTLED, FileState.DIGESTED);
  private static final List<FileState> NOT_SAFE =
      List.of(FileState.REGISTERED, FileState.PROTECTED);

  private record Finding(Level level, String text) {}

  private final StatusView status;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private Probe(StatusView status, Instant now) {
    this.status = status;
    this.now = now;
  }

  /**
   * What is to be said.
   *
   * @param line without the plugin's name and level: the findings, the most urgent first, or the
   *     page's first sentence; then, after a bar, the numbers
   */
  public record Answer(Level level, String line) {}

  /**
   * How old the oldest file on its way may be.
   *
   * @param registered since when the oldest file stands before REGISTERED
   * @param safe since when the oldest one stands before SAFE
   */
  public record Limits(Ages registered, Ages safe) {}

  /** From which age on it is a warning, and critical. */
  public record Ages(Duration warning, Duration critical) {

    public Ages {
      if (warning.compareTo(critical) > 0) {
        throw new IllegalArgumentException(
            "a warning from " + warning + " on would come after critical from " + critical);
      }
    }
  }

  public static Answer of(StatusView status, Limits limits, Instant now) {
    Probe probe = new Probe(status, now);
    probe.daemon();
    probe.rucio(status.rucio());
    probe.problems();
    probe.sources();
    probe.age(NOT_REGISTERED, limits.registered(), "not registered");
    probe.age(NOT_SAFE, limits.safe(), "registered and not safe");
    return probe.answer();
  }

  private void daemon() {
    if (!status.about().running()) {
      add(Level.CRITICAL, "ingestd is not running");
    }
  }

  private void rucio(@Nullable RucioView rucio) {
    if (rucio == null) {
      return;
    }
    if ("refused".equals(rucio.signIn())) {
      add(Level.CRITICAL, "Rucio refuses the sign-in: " + rucio.signInProblem());
    }
    if ("open".equals(rucio.circuit())) {
      add(Level.WARNING, "Rucio does not answer");
    }
  }

  private void problems() {
    status
        .trouble()
        .problems()
        .forEach(
            (code, count) -> {
              switch (code.severity()) {
                case CRITICAL -> add(Level.CRITICAL, told(code, count));
                case WARNING -> add(Level.WARNING, told(code, count));
                case INFO -> {}
              }
            });
  }

  private static String told(ProblemCode code, long count) {
    return count + (count == 1 ? " file " : " files ") + code;
  }

  private void sources() {
    for (SourceView source : status.sources()) {
      if (Boolean.FALSE.equals(source.standing().online())) {
        add(Level.WARNING, "source " + source.name() + " is " + source.standing().text());
      }
    }
  }

  private void age(List<FileState> states, Ages limits, String where) {
    Duration age = oldest(states);
    String text = "a file is " + where + " since " + told(age);
    if (age.compareTo(limits.critical()) >= 0) {
      add(Level.CRITICAL, text);
    } else if (age.compareTo(limits.warning()) >= 0) {
      add(Level.WARNING, text);
    }
  }

  private static String told(Duration age) {
    return "%d h %02d min".formatted(age.toHours(), age.toMinutesPart());
  }

  /** Zero if there is none. */
  private Duration oldest(List<FileState> states) {
    return tallies(states)
        .flatMap(tally -> Stream.ofNullable(tally.oldest()))
        .map(since -> Duration.between(since, now))
        .max(Comparator.naturalOrder())
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  private Stream<TallyView> tallies(List<FileState> states) {
    return states.stream().map(state -> status.tallies().files().get(state));
  }

  private void add(Level level, String text) {
    findings.add(new Finding(level, text));
  }

  private Answer answer() {
    Level worst =
        findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
    String text =
        findings.stream()
            .sorted(Comparator.comparing(Finding::level).reversed())
            .map(Finding::text)
            .collect(Collectors.joining("; "));
    String words = text.isEmpty() ? status.verdict() : text;
    return new Answer(worst, clean(words) + " | " + numbers());
  }

  /** A bar would begin the numbers, a new line another text. */
  private static String clean(String text) {
    return text.replace('|', '/').replaceAll("\\p{Cntrl}+", " ");
  }

  private String numbers() {
    return "unsafe=%d quarantined=%d safe=%d not_registered=%ds not_safe=%ds"
        .formatted(
            status.tallies().unsafe().count(),
            count(FileState.QUARANTINED),
            count(FileState.SAFE),
            oldest(NOT_REGISTERED).toSeconds(),
            oldest(NOT_SAFE).toSeconds());
  }

  private long count(FileState state) {
    return tallies(List.of(state)).mapToLong(TallyView::count).sum();
  }
}
