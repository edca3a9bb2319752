// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.IngestListener.Work;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.format.Completion;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.NamingResult;

/**
 * SIGHTED → SETTLED: the file is complete by the source's own signals, could be named, and is
 * forced to disk. It is opened only for its own headers, where the source names a format, and to be
 * forced.
 */
public final class SettleStep implements Step {

  /** How long a file is to be unchanged whose marker is older than itself. */
  private static final Duration MARKED_BEFORE = Duration.ofSeconds(30);

  /** After it a file without its marker is told. */
  private static final Duration MARKER_LATE = Duration.ofDays(1);

  private final Workbench bench;
  private final Hands hands;
  private final QuietTimes quietTimes;
  private final Sidecars sidecars;

  public SettleStep(Workbench bench, Hands hands) {
    this.bench = bench;
    this.hands = hands;
    this.quietTimes = new QuietTimes(bench.clock());
    this.sidecars = new Sidecars(bench);
  }

  @Override
  public void take(List<JournalFile> batch) {
    Renames renames = new Renames(bench, batch);
    try (Visits visits = bench.visits(batch)) {
      bench.outcomes().record(hands.each(batch, file -> settle(file, visits.of(file), renames)));
    }
  }

  private Entry settle(JournalFile file, DiskVisit visit, Renames renames) {
    Source source = bench.sources().of(file);
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Regular regular) {
      return whyNotYet(file, visit, regular.stamp())
          .or(() -> whyNever(file, source, renames))
          .or(() -> whyNotWhole(file, source, visit))
          .or(() -> sidecars.look(file, visit).entry())
          .orElseGet(() -> forced(file, regular.links(), visit));
    }
    quietTimes.forget(file);
    if (look instanceof Look.Unknown unknown) {
      return bench.unknown(file, unknown);
    }
    return look instanceof Look.Gone
        ? bench.gone(file)
        : bench.vanished(file, "no regular file is at its path any more");
  }

  private Optional<Entry> whyNotYet(JournalFile file, DiskVisit visit, FileStamp stamp) {
    Source source = bench.sources().of(file);
    Instant now = bench.now();
    if (Look.change(file.stamp(), stamp).isPresent()) {
      quietTimes.changed(file, now);
      return Optional.of(await(file, stamp, now.plus(source.quiet())));
    }
    Optional<FileStamp> marker = source.markerStamp(file.key().path(), visit);
    Instant quietFrom = quietTimes.quietFrom(file, quiet(source, stamp, marker), now);
    if (quietFrom.isAfter(now)) {
      return Optional.of(await(file, stamp, quietFrom));
    }
    return source.marker().isEmpty() || marker.isPresent()
        ? Optional.empty()
        : Optional.of(unmarked(file, source, stamp));
  }

  /** A marker that was there before the last change cannot have spoken of it. */
  private static Duration quiet(Source source, FileStamp stamp, Optional<FileStamp> marker) {
    boolean markedBefore =
        marker.filter(there -> there.lastTouchNanos() < stamp.lastTouchNanos()).isPresent();
    return markedBefore && source.quiet().compareTo(MARKED_BEFORE) < 0
        ? MARKED_BEFORE
        : source.quiet();
  }

  private Entry unmarked(JournalFile file, Source source, FileStamp stamp) {
    Instant now = bench.now();
    Duration rescan = source.settings().discovery().rescan();
    Instant due = bench.backoff().question(now, file, rescan);
    return file.standing().since().plus(MARKER_LATE).isAfter(now)
        ? await(file, stamp, due)
        : new Entry.Postpone(
            file.id(),
            file.state(),
            ProblemCode.MARKER_AWAITED,
            "Not there: " + source.marker(file.key()),
            due);
  }

  private static Entry await(JournalFile file, FileStamp stamp, Instant due) {
    return new Entry.Await(file.id(), FileState.SIGHTED, stamp, due);
  }

  private Optional<Entry> whyNever(JournalFile file, Source source, Renames renames) {
    Optional<Entry> renamed = renames.quarantined(file);
    if (renamed.isPresent()) {
      return renamed;
    }
    if (file.size() == 0 && source.settings().completeness().holdEmpty()) {
      return Optional.of(bench.quarantine(file, ProblemCode.EMPTY, "It has 0 bytes."));
    }
    NamingResult name = source.name(file.key().path(), file.stamp());
    if (name instanceof NamingResult.PatternMismatch mismatch) {
      return Optional.of(bench.quarantine(file, ProblemCode.PATTERN_MISMATCH, mismatch.why()));
    }
    return name instanceof NamingResult.Refused refused
        ? Optional.of(bench.quarantine(file, ProblemCode.NAME_REFUSED, refused.why()))
        : Optional.empty();
  }

  /** By its own headers; an empty file that is wanted has none. */
  private Optional<Entry> whyNotWhole(JournalFile file, Source source, DiskVisit visit) {
    Optional<FileFormat> format = source.settings().completeness().format();
    if (format.isEmpty() || file.size() == 0) {
      return Optional.empty();
    }
    try (SeekableByteChannel open = visit.open(file.key().path())) {
      return whyNotWhole(file, source, format.get().completion(open));
    } catch (NoSuchFileException e) {
      return Optional.of(bench.gone(file));
    } catch (IOException e) {
      return Optional.of(bench.unknown(file, new Look.Unknown(e)));
    }
  }

  private Optional<Entry> whyNotWhole(JournalFile file, Source source, Completion completion) {
    if (completion instanceof Completion.NotYet notYet) {
      Duration rescan = source.settings().discovery().rescan();
      Instant due = bench.backoff().question(bench.now(), file, rescan);
      return Optional.of(
          new Entry.Postpone(
              file.id(), file.state(), ProblemCode.FORMAT_INCOMPLETE, notYet.why(), due));
    }
    return completion instanceof Completion.Broken broken
        ? Optional.of(bench.quarantine(file, ProblemCode.FORMAT_BROKEN, broken.why()))
        : Optional.empty();
  }

  /**
   * With the stamp that was quiet: should discovery note another one at this moment, the reading
   * finds that the file has changed since.
   */
  private Entry forced(JournalFile file, int links, DiskVisit visit) {
    Instant begin = bench.passed();
    try {
      visit.force(file.key().path());
    } catch (NoSuchFileException e) {
      return bench.gone(file);
    } catch (IOException e) {
      return bench.unknown(file, new Look.Unknown(e));
    }
    quietTimes.forget(file);
    Source source = bench.sources().of(file);
    bench.listener().worked(source.name(), Work.FORCE, Duration.between(begin, bench.passed()));
    String remark = "";
    if (links > 1) {
      bench.listener().remarked(source.name(), Remark.HARD_LINKS);
      remark = "; it has " + links + " names (hard links), each of them a file of its own";
    }
    return new Entry.Move(
        file.id(),
        FileState.SIGHTED,
        FileState.SETTLED,
        reason(source) + remark,
        new Facts(file.stamp(), null),
        Entry.Next.due(bench.now()));
  }

  private static String reason(Source source) {
    String quiet =
        "unchanged for " + source.quiet().toString().substring(2).toLowerCase(Locale.ROOT);
    String marked = source.marker().isPresent() ? quiet + ", marker seen" : quiet;
    return source
            .settings()
            .completeness()
            .format()
            .map(format -> marked + ", whole as " + format)
            .orElse(marked)
        + ", "
        + source.disk().settled();
  }
}
