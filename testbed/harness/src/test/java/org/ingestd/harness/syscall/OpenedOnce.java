// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.syscall;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.rse.RawPath;

/** A process that opens a journal and ends with the code of what came of it. */
final class OpenedOnce {

  private static final long LARGE = 1L << 30;

  private OpenedOnce() {}

  /** Arguments: state directory; and how many files to put in before dying without a word. */
  public static void main(String[] args) {
    try {
      Journal journal =
          SqliteJournal.open(Path.of(args[0]), LARGE, Clock.systemUTC(), LifeCycleListener.NONE);
      if (args.length > 1) {
        var unused = journal.sight(sightings(Integer.parseInt(args[1])));
        Runtime.getRuntime().halt(0);
      }
      System.out.println(journal.census());
      journal.close();
      System.exit(0);
    } catch (JournalException fault) {
      System.out.println(fault.kind() + ": " + fault.getMessage());
      System.exit(FaultTeller.exit(fault.kind()));
    }
  }

  private static List<Sighting> sightings(int files) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      FileKey key = new FileKey("lst1", RawPath.of("run%d/camera%d.fits".formatted(i % 7, i)));
      FileStamp stamp = new FileStamp(1, i, 100, 0, 0);
      sightings.add(new Sighting(key, stamp, Lane.LIVE, null, Instant.EPOCH, false));
    }
    return sightings;
  }
}
