// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.ProblemCode.Severity;

/**
 * The sentence that answers: is everything safe, and if not, what waits and what needs a person?
 *
 * <p>"All … are safe" is said only if nothing else is to be told: no file on its way, none with a
 * problem above info (SAFE ones included), none vanished, every source there, the daemon running
 * and waiting for nothing.
 */
final class VerdictSentence {

  private final StatusView.About about;
  private final StatusView.Tallies tallies;
  private final StatusView.Problems problems;
  private final List<StatusView.SourceView> sources;

  VerdictSentence(
      StatusView.About about,
      StatusView.Tallies tallies,
      StatusView.Problems problems,
      List<StatusView.SourceView> sources) {
    this.about = about;
    this.tallies = tallies;
    this.problems = problems;
    this.sources = sources;
  }

  String at(Instant now) {
    List<String> buts = buts(now);
    long safe = count(FileState.SAFE) + count(FileState.RELEASED);
    if (buts.isEmpty()) {
      return safe == 0 ? "No file has been seen yet." : allSafe(safe, now);
    }
    if (safe > 0) {
      buts.add(files(safe) + safe(safe));
    }
    return String.join("; ", buts) + ".";
  }

  /** The newest night is named only if it is known what it should have, or nothing is expected. */
  private String allSafe(long safe, Instant now) {
    LastNight night = tallies.night();
    Optional<String> named =
        night == null || night.unknown() != null ? Optional.empty() : night.text(now);
    if (night == null || named.isEmpty()) {
      return "All " + files(safe) + safe(safe) + ".";
    }
    Long expected = night.expected();
    Long missing = night.missing();
    if (expected == null || missing == null || missing == 0) {
      return "All " + files(night.files()) + " of " + named.get() + safe(night.files()) + ".";
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d expected %s of %s%s; %,d %s not arrived.",
        expected - missing,
        expected,
        expected == 1 ? "file" : "files",
        named.get(),
        safe(expected - missing),
        missing,
        missing == 1 ? "has" : "have");
  }

  private static String safe(long count) {
    return count == 1 ? " is safe" : " are safe";
  }

  /** What stands in the way of "all safe", the most urgent first. */
  private List<String> buts(Instant now) {
    List<String> buts = new ArrayList<>();
    long accepted = problems.problems().getOrDefault(ProblemCode.ACCEPTED, 0L);
    long person = Math.max(0, count(FileState.QUARANTINED) - accepted);
    if (person > 0) {
      buts.add(files(person) + (person == 1 ? " needs you" : " need you"));
    }
    long others =
        problems(Severity.WARNING) + problems(Severity.CRITICAL) - person - saidByTheOutage();
    if (others > 0) {
      buts.add(files(others) + (others == 1 ? " has a problem" : " have a problem"));
    }
    if (accepted > 0) {
      buts.add(files(accepted) + " with an accepted problem");
    }
    sources.stream()
        .filter(source -> source.standing().isOffline())
        .forEach(source -> buts.add("source " + source.name() + " is offline" + why(source)));
    whatWaits(now, buts);
    long vanished = count(FileState.VANISHED);
    if (vanished > 0) {
      buts.add(files(vanished) + " vanished before registration");
    }
    if (!about.running()) {
      buts.add("ingestd is not running");
    }
    return buts;
  }

  /** More than its not being there. */
  private static String why(StatusView.SourceView source) {
    ProblemCode problem = source.standing().problem();
    return problem == null || problem == ProblemCode.SOURCE_OFFLINE ? "" : " (" + problem + ")";
  }

  /** Files that wait for an outage to end are told with it. */
  private long saidByTheOutage() {
    return about.degraded().isEmpty()
        ? 0
        : problems.problems().getOrDefault(ProblemCode.RUCIO_UNAVAILABLE, 0L);
  }

  private void whatWaits(Instant now, List<String> buts) {
    String why =
        about.degraded().stream()
            .map(each -> each.replaceFirst("\\.+$", ""))
            .collect(Collectors.joining("; "));
    long waiting = tallies.unsafe().count() - count(FileState.QUARANTINED);
    if (waiting == 0) {
      if (!why.isEmpty()) {
        buts.add(why);
      }
      return;
    }
    String verb =
        why.isEmpty()
            ? waiting == 1 ? " is on its way" : " are on their way"
            : waiting == 1 ? " waits" : " wait";
    String oldest =
        ", the oldest for " + Amounts.roughly(Duration.between(oldestOnItsWay(now), now));
    buts.add(files(waiting) + verb + oldest + (why.isEmpty() ? "" : ": " + why));
  }

  private Instant oldestOnItsWay(Instant now) {
    Instant oldest = now;
    for (Map.Entry<FileState, TallyView> entry : tallies.files().entrySet()) {
      Instant here = entry.getValue().oldest();
      if (isOnItsWay(entry.getKey()) && here != null && here.isBefore(oldest)) {
        oldest = here;
      }
    }
    return oldest;
  }

  private static boolean isOnItsWay(FileState state) {
    return switch (state) {
      case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED -> true;
      case SAFE, RELEASED, QUARANTINED, VANISHED -> false;
    };
  }

  private long count(FileState state) {
    return tallies.files().getOrDefault(state, TallyView.NONE).count();
  }

  private long problems(Severity severity) {
    return problems.problems().entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String files(long count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "file" : "files");
  }
}
