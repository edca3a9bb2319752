// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;

/**
 * The last few hundred events, kept in memory for the page. A million files a night are not a
 * million lines on a page: of a file only its end (registered, safe, needs a person, vanished) is
 * an event. Thread-safe.
 */
public final class EventRing implements IngestListener {

  private final int capacity;
  private final Clock clock;
  private final Deque<Event> events = new ArrayDeque<>();
  private long last;
  private final Answering answering = new Answering();
  private volatile String signInTrouble = "";

  /**
   * @param capacity how many events are kept
   */
  public EventRing(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Events after a number, oldest first; 0 gives all that are kept. */
  public synchronized List<Event> after(long number) {
    return events.stream().filter(event -> event.number() > number).toList();
  }

  /**
   * As {@link #after}, but waits for one if there is none.
   *
   * @return empty if nothing happened in that time
   */
  public synchronized List<Event> await(long number, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (last <= number) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return List.of();
      }
      wait(left);
    }
    return after(number);
  }

  private synchronized void add(String level, String source, String path, String text) {
    last++;
    events.addLast(new Event(last, clock.instant(), level, source, path, text));
    if (events.size() > capacity) {
      events.removeFirst();
    }
    notifyAll();
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    switch (file.state()) {
      case REGISTERED, SAFE, RELEASED ->
          addFile("info", file, file.state() + ": " + file.standing().reason());
      case VANISHED -> addFile("warning", file, "VANISHED: " + file.standing().reason());
      case QUARANTINED -> addFile(severity(file), file, "needs you: " + file.standing().reason());
      case PROTECTED -> {
        if (from == FileState.SAFE) {
          addFile("critical", file, "no longer safe: " + file.standing().reason());
        }
      }
      case SIGHTED, SETTLED, DIGESTED -> {
        // on its way; the strip of states shows it
      }
    }
  }

  private static String severity(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem == null ? "warning" : problem.severity().name().toLowerCase(Locale.ROOT);
  }

  private void addFile(String level, JournalFile file, String text) {
    add(level, file.key().source(), file.key().path().text(), text);
  }

  @Override
  public void waiting(String why) {
    add(
        why.isEmpty() ? "info" : "critical",
        "",
        "",
        why.isEmpty() ? "the journal has room again" : why);
  }

  @Override
  public void remarked(JournalFile file, String reason) {
    addFile("info", file, reason);
  }

  @Override
  public void postponed(JournalFile file) {}

  @Override
  public void committed(int changes, Duration took) {}

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {}

  @Override
  public void circuit(String state) {
    answering
        .news(state)
        .ifPresent(
            answers ->
                add(
                    answers ? "info" : "warning",
                    "",
                    "",
                    answers ? "Rucio answers again" : "Rucio does not answer"));
  }

  @Override
  public void signedIn(SignedIn how) {
    signInTrouble = "";
    add("info", "", "", "signed in to Rucio until " + how.tokenEnds());
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    String what = refused ? "sign-in refused" : "no sign-in yet";
    if (!what.equals(signInTrouble)) {
      signInTrouble = what;
      add(refused ? "critical" : "warning", "", "", what + ": " + why);
    }
  }

  @Override
  public void scanned(String source, ScanReport report) {
    if (report.fresh() + report.changed() > 0) {
      add("info", source, "", "scan: " + report.fresh() + " new, " + report.changed() + " changed");
    }
  }

  @Override
  public void sourceOffline(String source, String why) {
    add("critical", source, "", "source offline: " + why);
  }

  @Override
  public void sourceOnline(String source) {
    add("info", source, "", "source online");
  }

  @Override
  public void eventsLost(String source) {
    add("warning", source, "", "the kernel dropped events; everything is scanned again");
  }

  @Override
  public void reading(String source, String path, long bytesRead, long size) {
    add("info", source, path, "read " + bytesRead + " of " + size + " bytes");
  }

  @Override
  public void digested(String source, long bytes, Duration took) {}

  @Override
  public void stepped(String step, int files, Duration took) {}

  @Override
  public void failed(String where, Throwable fault) {
    add("critical", "", "", where + " failed: " + fault);
  }

  @Override
  public void degraded(String what, String why) {
    add(why.isEmpty() ? "info" : "warning", "", "", what + ": " + (why.isEmpty() ? "over" : why));
  }
}
