// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.sqlite.SqliteJournal;

/**
 * A process of its own that writes a journal until it is killed, and prints a line for each change
 * only after it was told that the change is durable.
 */
final class AcknowledgingDaemon {

  private static final List<FileState> WAY =
      List.of(
          FileState.SIGHTED,
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED,
          FileState.SAFE);

  private final Journal journal;
  private final PrintStream out;
  private final long from;

  private AcknowledgingDaemon(Journal journal, PrintStream out, long from) {
    this.journal = journal;
    this.out = out;
    this.from = from;
  }

  /** Arguments: state directory, seed. */
  public static void main(String[] args) {
    Journal journal =
        SqliteJournal.open(
            Path.of(args[0]), Samples.LARGE, Clock.systemUTC(), LifeCycleListener.NONE);
    PrintStream out = new PrintStream(System.out, true);
    AcknowledgingDaemon daemon = new AcknowledgingDaemon(journal, out, Long.parseLong(args[1]));
    for (int i = 1; i < 3; i++) {
      Thread mover = new Thread(daemon::move);
      mover.setDaemon(true);
      mover.start();
    }
    daemon.sight(new Random(daemon.from));
  }

  private void sight(Random random) {
    for (int batch = 0; ; batch++) {
      List<Sighting> sightings = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        sightings.add(
            Samples.sighting(
                Samples.key(from + "/" + batch + "/" + i), Samples.stamp(random.nextInt(900))));
      }
      journal.sight(sightings);
      sightings.forEach(seen -> out.println("sighted " + seen.key().path().text()));
    }
  }

  private void move() {
    while (true) {
      for (int i = 0; i < WAY.size() - 1; i++) {
        move(WAY.get(i), WAY.get(i + 1));
      }
    }
  }

  private void move(FileState state, FileState to) {
    Instant now = Instant.now();
    Claim claim = new Claim(state, Lane.LIVE, Claim.SizeClass.ANY, now.plusSeconds(60), 20);
    List<Entry> entries = new ArrayList<>();
    Facts facts = new Facts(null, Samples.identity());
    for (JournalFile file : journal.claim(claim, Set.of())) {
      entries.add(new Move(file.id(), state, to, "on its way", facts, Next.due(now)));
    }
    List<Verdict> verdicts = journal.record(entries);
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) == Verdict.RECORDED) {
        out.println("moved " + entries.get(i).file() + " " + to);
      }
    }
  }
}
