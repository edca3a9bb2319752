// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/**
 * Writes into a journal that all sighted files are registered, as a daemon would after days of
 * work: in the same states, one after the other, with nothing left to do.
 */
final class RegisteredFiles {

  private static final long LARGE = 1L << 30;
  private static final int AT_ONCE = 2000;
  private static final Duration ANY_QUIET = Duration.ofDays(2);

  /** Of an empty file. */
  private static final Digests NOTHING =
      new Digests(
          Map.of(
              DigestAlgorithm.ADLER32,
              "00000001",
              DigestAlgorithm.MD5,
              "d41d8cd98f00b204e9800998ecf8427e"));

  private RegisteredFiles() {}

  static void markAll(Path state, SourceTree tree) {
    Clock clock = Clock.systemUTC();
    int marked = 0;
    try (Journal journal = SqliteJournal.open(state, LARGE, clock, LifeCycleListener.NONE)) {
      for (Lane lane : Lane.values()) {
        List<JournalFile> files = claim(journal, lane, clock.instant());
        while (!files.isEmpty()) {
          mark(journal, files, tree.root());
          marked += files.size();
          files = claim(journal, lane, clock.instant());
        }
      }
    }
    if (marked != tree.files()) {
      throw new IllegalStateException(marked + " of " + tree.files() + " files were sighted");
    }
  }

  private static List<JournalFile> claim(Journal journal, Lane lane, Instant now) {
    return journal.claim(
        new Claim(FileState.SIGHTED, lane, Claim.SizeClass.ANY, now.plus(ANY_QUIET), AT_ONCE),
        Set.of());
  }

  private static void mark(Journal journal, List<JournalFile> files, Path root) {
    record(journal, files, FileState.SIGHTED, FileState.SETTLED, file -> Facts.NONE);
    record(
        journal,
        files,
        FileState.SETTLED,
        FileState.DIGESTED,
        file -> new Facts(null, identity(file.key().path(), root)));
    record(journal, files, FileState.DIGESTED, FileState.REGISTERED, file -> Facts.NONE);
  }

  private static Identity identity(RawPath path, Path root) {
    return new Identity(
        NOTHING,
        new Did("lst", path.text()),
        new Did("lst", path.directory().orElseThrow().text()),
        "ONSITE",
        "file://localhost:0" + root.resolve(path.text()));
  }

  private static void record(
      Journal journal,
      List<JournalFile> files,
      FileState from,
      FileState to,
      Function<JournalFile, Facts> facts) {
    List<Entry> moves =
        files.stream()
            .<Entry>map(
                file ->
                    new Entry.Move(
                        file.id(), from, to, "benchmark", facts.apply(file), Entry.Next.nothing()))
            .toList();
    journal.record(moves);
  }
}
