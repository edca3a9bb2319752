// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.acting.SiteOrders;
import org.ingestd.daemon.http.Insight;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.view.ConfigView;
import org.ingestd.daemon.view.DoctorView;
import org.ingestd.daemon.view.RulesView;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.routes.disk.SourcePauses;
import org.ingestd.routes.repair.RuleRepair;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** Journals with a few files in them. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-01-21T23:00:00Z");
  public static final String SOURCE = "lst1";
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** For servers that are asked for other things. */
  public static final Insight NO_INSIGHT =
      new Insight(
          List::of,
          () -> new RulesView(List.of(), List.of()),
          () -> new ConfigView("", List.of()),
          () -> new DoctorView(NOW, List.of()),
          () -> new VerifyReport(List.of(), null, null),
          id -> Optional.empty());

  private Samples() {}

  public static Journal journal(LifeCycleListener listener) {
    return new MemoryJournal(1L << 30, CLOCK, listener);
  }

  /** Orders about sources that nobody scans and whose rules are all fine. */
  public static SiteOrders site(Path state, Journal journal, String... sources) {
    return new SiteOrders(
        List.of(sources),
        new SourcePauses(state),
        journal,
        CLOCK,
        new SiteOrders.Worker() {
          @Override
          public boolean rescan(String wanted) {
            return true;
          }

          @Override
          public boolean verify(String source) {
            return true;
          }

          @Override
          public RuleRepair.Page repair(RuleRepair.Wanted wanted) {
            return new RuleRepair.Page(List.of(), 0);
          }
        });
  }

  /** Lets files of these names be sighted a minute ago, and gives them back. */
  public static List<JournalFile> sight(Journal journal, String... names) {
    for (String name : names) {
      FileStamp stamp = new FileStamp(1, name.hashCode(), 100, nanos(NOW.minusSeconds(60)), 0);
      FileKey key = new FileKey(SOURCE, RawPath.of(name));
      journal.sight(List.of(new Sighting(key, stamp, Lane.LIVE, null, NOW, false)));
    }
    return journal.claim(
        new Claim(FileState.SIGHTED, Lane.LIVE, Claim.SizeClass.ANY, NOW, 1000),
        java.util.Set.of());
  }

  /** A sighted file is complete, and due for its digests. */
  public static Entry settled(long id, Instant due) {
    return new Entry.Move(
        id, FileState.SIGHTED, FileState.SETTLED, "complete", Facts.NONE, Entry.Next.due(due));
  }

  /** Lets a file of a night be sighted, settled and read. */
  public static void digested(Journal journal, String source, String name, String night) {
    FileKey key = new FileKey(source, RawPath.of(name));
    FileStamp stamp = new FileStamp(1, name.hashCode(), 100, nanos(NOW.minusSeconds(60)), 0);
    journal.sight(List.of(new Sighting(key, stamp, Lane.LIVE, null, NOW, false)));
    long id = journal.file(key).orElseThrow().id();
    Identity read =
        new Identity(
            new Digests(Map.of(DigestAlgorithm.ADLER32, "00000001")), null, null, null, null);
    Placement wish = new Placement(new Did("lst", "R0/" + night), null, night, Filling.UNLIMITED);
    journal.record(
        List.of(
            settled(id, NOW),
            new Entry.Move(
                id,
                FileState.SETTLED,
                FileState.DIGESTED,
                "read",
                new Facts(null, read, null, wish),
                Entry.Next.due(NOW))));
  }

  public static void quarantine(Journal journal, JournalFile file, ProblemCode problem) {
    journal.record(
        List.of(
            new Entry.Move(
                file.id(),
                file.state(),
                FileState.QUARANTINED,
                problem.sentence(),
                Facts.NONE,
                Entry.Next.person(problem, "two values"))));
  }

  private static long nanos(Instant at) {
    return Duration.between(Instant.EPOCH, at).toNanos();
  }
}
