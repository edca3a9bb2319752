// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.telling.LogSetup;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.journal.Census;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;

/**
 * The daemon as {@code ingestd run} starts it, with one more listener: it writes down which points
 * were passed and which changes were acknowledged, and stops the process dead at the one that it
 * was told. Ends in order when so many files are SAFE or QUARANTINED as it was told, and no dataset
 * is to be closed.
 */
public final class CrashingDaemon {

  /** As after SIGKILL. */
  public static final int HALTED = 137;

  /** The journal's disk refused a write or a force. */
  public static final int DISK_FAULT = 74;

  private static final long LOOK_MILLIS = 20;

  private final Note points;
  private final Note acknowledged;
  private final Optional<Point> fatal;
  private final AtomicLong left;

  private CrashingDaemon(Path notes, Optional<Point> fatal, long passing) throws Exception {
    this.points = new Note(notes.resolve(Notes.POINTS));
    this.acknowledged = new Note(notes.resolve(Notes.ACKNOWLEDGED));
    this.fatal = fatal;
    this.left = new AtomicLong(passing);
  }

  /** Arguments: configuration, folder for notes, files; and a point and its n-th passing. */
  public static void main(String[] args) throws Exception {
    LogSetup.start(LogSetup.Form.TEXT);
    Optional<Point> fatal = args.length > 3 ? Optional.of(Point.parse(args[3])) : Optional.empty();
    long passing = args.length > 3 ? Long.parseLong(args[4]) : 0;
    try {
      new CrashingDaemon(Path.of(args[1]), fatal, passing)
          .run(Path.of(args[0]), Long.parseLong(args[2]));
    } catch (JournalException refused) {
      // As the command line does it; anything else ends with 1 and a stack trace.
      System.err.println(refused.kind() + ": " + refused.getMessage());
      System.exit(FaultTeller.exit(refused.kind()));
    }
    // Threads of libraries must not keep a run from its end.
    System.exit(0);
  }

  private void run(Path configuration, long files) throws Exception {
    PointListener listener = new PointListener(this::passed, this::acknowledge);
    try (Daemon daemon =
        Daemon.start(Configuration.read(configuration), Clock.systemUTC(), listener)) {
      // As the verb run does: after a fault of the journal's disk nothing more may be done.
      var unused = daemon.fatal().thenAccept(fault -> Runtime.getRuntime().halt(DISK_FAULT));
      while (isAtWork(daemon.journal(), files)) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  private void passed(Point point) {
    points.add(point.toString());
    if (fatal.filter(point::equals).isPresent() && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  private void acknowledge(JournalFile file) {
    acknowledged.add(
        file.standing().generation() + " " + file.state() + " " + file.key().path().text());
  }

  private static boolean isAtWork(JournalReader journal, long files) {
    Census census = journal.census();
    return ended(census) < files
        || census.metadata().waiting() > 0
        || !journal.unclosedDatasets().isEmpty();
  }

  private static long ended(Census census) {
    return census.tallies().values().stream()
        .mapToLong(states -> count(states, FileState.SAFE) + count(states, FileState.QUARANTINED))
        .sum();
  }

  private static long count(Map<FileState, Census.Tally> states, FileState state) {
    Census.Tally tally = states.get(state);
    return tally == null ? 0 : tally.count();
  }
}
