// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.Claim;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.disk.ReadLimit;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.DigestStep;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.SettleStep;
import org.ingestd.routes.steps.Step;

/**
 * A process that scans {@code DATA} into a journal in {@code STATE}, reads every file, and prints
 * what it knows then: a line a file, names as bytes in hex.
 */
final class ScanOfNames {

  private ScanOfNames() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    Path state = Path.of(args[1]);
    Clock clock = Clock.systemUTC();
    RecordingListener listener = new RecordingListener();
    try (Journal journal = SqliteJournal.open(state, 1L << 30, clock, LifeCycleListener.NONE);
        Hands hands = new Hands("disk", 2)) {
      TreeContext context = Contexts.of(Given.at(data), journal, state, listener, clock);
      TreeGround ground =
          new TreeGround(context.sources().named("lst1"), context, 1000, () -> true);
      TreeScan scan = new TreeScan(ground, journal::sight);
      scan.folder(new Folder(null, data));
      scan.run();
      CarefulReader reader =
          new CarefulReader(new ReadLimit(0, clock, pause -> {}), () -> false, listener);
      take(journal, FileState.SIGHTED, new SettleStep(context.bench(), hands));
      take(journal, FileState.SETTLED, new DigestStep(context.bench(), hands, reader));
      print(journal);
    }
  }

  private static void take(Journal journal, FileState state, Step step) {
    for (Lane lane : Lane.values()) {
      Claim claim =
          new Claim(state, lane, Claim.SizeClass.ANY, Clock.systemUTC().instant(), 10_000);
      step.take(journal.claim(claim, Set.of()));
    }
  }

  private static void print(Journal journal) {
    FileQuery all =
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 10_000);
    List<JournalFile> files = journal.files(all);
    files.stream()
        .sorted(Comparator.comparing(file -> file.key().path()))
        .forEach(
            file ->
                System.out.println(
                    HexFormat.of().formatHex(file.key().path().bytes())
                        + " "
                        + file.state()
                        + " "
                        + file.identity().did()
                        + " "
                        + file.identity().digests()));
  }
}
