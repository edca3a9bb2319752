// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;

/**
 * What an order means for a file as it stands now. The states to go back to are those from which a
 * step looks at everything anew, so an order can make nothing true that is not.
 */
sealed interface Decision {

  /** To be written; {@code result} tells it. */
  record Do(Entry entry, String result) implements Decision {}

  /** It is so already. */
  record Already(String result) implements Decision {}

  /** It would do harm, or nothing. */
  record Refused(String why) implements Decision {}

  /**
   * @param history of the file, oldest first
   */
  static Decision of(JournalFile file, List<HistoryLine> history, Order order, Instant now) {
    return switch (order.act()) {
      case HOLD -> hold(file, order);
      case RELEASE -> release(file, history, order, now);
      case RETRY -> retry(file, history, order, now);
      case ACCEPT -> accept(file, order);
    };
  }

  private static Decision hold(JournalFile file, Order order) {
    Entry.Next held = Entry.Next.person(ProblemCode.HELD, order.words() + before(file));
    return switch (file.state()) {
      case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED ->
          new Do(
              new Entry.Move(
                  file.id(), file.state(), FileState.QUARANTINED, order.words(), Facts.NONE, held),
              order.act().done());
      case QUARANTINED ->
          has(file, ProblemCode.HELD) ? new Already("already_held") : remark(file, order, held);
      case SAFE, RELEASED, VANISHED ->
          new Refused("is " + file.state() + ": nothing of it is under way that could be held.");
    };
  }

  private static String before(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem == null ? "" : "; before: " + problem + " " + file.retry().detail();
  }

  private static Decision release(
      JournalFile file, List<HistoryLine> history, Order order, Instant now) {
    return switch (file.state()) {
      case QUARANTINED ->
          has(file, ProblemCode.HELD)
              ? backOnItsWay(file, history, order, now)
              : new Refused(
                  "is not held but has "
                      + file.retry().problem()
                      + "; once that is mended, 'ingestd files retry' takes it up again.");
      case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE, RELEASED ->
          new Already("already_released");
      case VANISHED -> gone();
    };
  }

  private static Decision retry(
      JournalFile file, List<HistoryLine> history, Order order, Instant now) {
    return switch (file.state()) {
      case QUARANTINED ->
          has(file, ProblemCode.HELD)
              ? new Refused("is held on purpose; 'ingestd files release' ends that.")
              : wasRegistered(file, history) && isOnlyKnownByReading(file)
                  ? readAgain(file, order, now)
                  : backOnItsWay(file, history, order, now);
      case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED -> dueNow(file, order, now);
      case SAFE ->
          file.retry().problem() == null
              ? new Already("already_safe")
              : isOnlyKnownByReading(file) ? readAgain(file, order, now) : dueNow(file, order, now);
      case RELEASED -> new Already("already_safe");
      case VANISHED -> gone();
    };
  }

  /** What lies there may have been restored: its attributes cannot tell. */
  private static boolean isOnlyKnownByReading(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem != null && (problem.isAboutSource() || problem == ProblemCode.ACCEPTED);
  }

  private static Decision readAgain(JournalFile file, Order order, Instant now) {
    ProblemCode problem = file.retry().problem();
    return problem == null || problem == ProblemCode.READ_AGAIN
        ? dueNow(file, order, now)
        : remark(
            file,
            order,
            new Entry.Next(
                now, ProblemCode.READ_AGAIN, order.words() + "; it was " + told(file, problem)));
  }

  private static Decision dueNow(JournalFile file, Order order, Instant now) {
    Instant due = file.retry().due();
    if (due != null && !due.isAfter(now) && file.retry().attempts() == 0) {
      return new Already("already_due");
    }
    return remark(file, order, new Entry.Next(now, file.retry().problem(), file.retry().detail()));
  }

  private static Decision accept(JournalFile file, Order order) {
    ProblemCode problem = file.retry().problem();
    if (problem == null) {
      return new Refused("has no problem that could be accepted.");
    }
    return switch (problem) {
      case ACCEPTED -> new Already("already_accepted");
      case HELD -> new Refused("is held on purpose; 'ingestd files release' ends that.");
      default ->
          LifeCycle.isOnItsWay(file.state())
              ? new Refused(
                  "waits because of "
                      + problem
                      + " and is tried again by itself; 'ingestd files hold' stops that.")
              : remark(
                  file,
                  order,
                  // The copies of a SAFE file are looked for again whatever was accepted.
                  new Entry.Next(
                      file.state() == FileState.SAFE ? file.retry().due() : null,
                      ProblemCode.ACCEPTED,
                      order.words() + "; it was " + told(file, problem)));
    };
  }

  private static String told(JournalFile file, ProblemCode problem) {
    return problem + " " + file.retry().detail();
  }

  private static Decision gone() {
    return new Refused("is gone; should it come again, it is taken up by itself.");
  }

  private static Decision remark(JournalFile file, Order order, Entry.Next next) {
    return new Do(
        new Entry.Remark(file.id(), file.state(), order.words(), next), order.act().done());
  }

  private static Decision backOnItsWay(
      JournalFile file, List<HistoryLine> history, Order order, Instant now) {
    return new Do(
        new Entry.Move(
            file.id(),
            FileState.QUARANTINED,
            back(file, history),
            order.words(),
            Facts.NONE,
            Entry.Next.due(now)),
        order.act().done());
  }

  /**
   * Registered files go back to where rules, copies and the file itself are looked at again. Others
   * begin anew, since their name, content or settings may have been mended; only where nothing but
   * Rucio or a person was in the way, a file that was read need not be read again.
   */
  private static FileState back(JournalFile file, List<HistoryLine> history) {
    if (wasRegistered(file, history)) {
      return FileState.REGISTERED;
    }
    FileState from =
        ofGeneration(file, history)
            .filter(line -> line.to() == FileState.QUARANTINED)
            .map(HistoryLine::from)
            .filter(state -> state != null && state != FileState.QUARANTINED)
            .reduce((first, second) -> second)
            .orElse(FileState.SIGHTED);
    boolean onlyAnswer =
        has(file, ProblemCode.HELD)
            || has(file, ProblemCode.NOT_PERMITTED)
            || has(file, ProblemCode.RULE_REFUSED);
    return onlyAnswer && from == FileState.DIGESTED ? FileState.DIGESTED : FileState.SIGHTED;
  }

  private static boolean wasRegistered(JournalFile file, List<HistoryLine> history) {
    return ofGeneration(file, history).anyMatch(line -> line.to() == FileState.REGISTERED);
  }

  private static Stream<HistoryLine> ofGeneration(JournalFile file, List<HistoryLine> history) {
    int generation = file.standing().generation();
    return history.stream().filter(line -> line.generation() == generation);
  }

  private static boolean has(JournalFile file, ProblemCode problem) {
    return file.retry().problem() == problem;
  }
}
