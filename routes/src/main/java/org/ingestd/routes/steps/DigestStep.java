// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.Reading;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.routes.format.FitsStream;
import org.ingestd.rse.NamingResult;
import org.jspecify.annotations.Nullable;

/**
 * SETTLED → DIGESTED: the file is read once for all its digests and gets its name. It must be the
 * same file, unchanged, from settling to the end of the reading.
 */
public final class DigestStep implements Step {

  /** Padding of small files is nothing to speak of. */
  private static final long FEWEST_ZEROS = 64 << 10;

  private final Workbench bench;
  private final Hands hands;
  private final CarefulReader reader;
  private final Sidecars sidecars;

  public DigestStep(Workbench bench, Hands hands, CarefulReader reader) {
    this.bench = bench;
    this.hands = hands;
    this.reader = reader;
    this.sidecars = new Sidecars(bench);
  }

  @Override
  public void take(List<JournalFile> batch) {
    try (Visits visits = bench.visits(batch)) {
      List<Optional<Entry>> outcomes = hands.each(batch, file -> digest(file, visits.of(file)));
      bench.outcomes().record(outcomes.stream().flatMap(Optional::stream).toList());
    }
  }

  private Optional<Entry> digest(JournalFile file, DiskVisit visit) {
    Source source = bench.sources().of(file);
    Sidecars.Found beside = sidecars.look(file, visit);
    if (beside.entry().isPresent()) {
      return beside.entry();
    }
    Instant begin = bench.passed();
    Optional<FitsStream> fits = source.describer().fits();
    Reading reading =
        reader.read(
            file,
            visit,
            beside.known().digests(source.settings().treatment().digests()),
            fits.map(stream -> stream));
    if (reading instanceof Reading.Digested digested) {
      Duration took = Duration.between(begin, bench.passed());
      bench.listener().digested(source.name(), digested.stamp().size(), took);
      return Optional.of(
          digested(file, digested, new Said(beside.known(), fits.map(FitsStream::content))));
    }
    return reading instanceof Reading.Stopped
        ? Optional.empty()
        : Optional.of(notDigested(file, visit, reading));
  }

  /** What others say of a file, and what it says of itself. */
  private record Said(Known beside, Optional<FitsContent> fits) {}

  private Entry digested(JournalFile file, Reading.Digested digested, Said said) {
    Optional<String> change = Look.change(file.stamp(), digested.stamp());
    if (change.isPresent()) {
      String reason = "changed before it was read: " + change.get();
      return renew(file, digested.stamp(), reason, null);
    }
    Source source = bench.sources().of(file);
    Optional<Entry> refused =
        said.beside()
            .difference(digested.stamp().size(), digested.digests())
            .map(why -> sidecars.mismatch(file, why))
            .or(() -> broken(file, source, said.fits()));
    return refused.orElseGet(() -> named(file, source, digested, said));
  }

  private Optional<Entry> broken(JournalFile file, Source source, Optional<FitsContent> fits) {
    fits.filter(FitsContent::fits)
        .ifPresent(content -> bench.listener().fitsSums(source.name(), content.sums().result()));
    return source
        .describer()
        .whyBroken(fits)
        .map(why -> bench.quarantine(file, ProblemCode.FORMAT_BROKEN, why));
  }

  private Entry named(JournalFile file, Source source, Reading.Digested digested, Said said) {
    NamingResult name =
        source.name(file.key().path(), digested.stamp(), source.describer().observed(said.fits()));
    if (name instanceof NamingResult.Named named) {
      Described described =
          source.describer().describe(named, said.fits(), said.beside().metadata());
      return described instanceof Described.Missing missing
          ? bench.quarantine(file, ProblemCode.METADATA_MISSING, missing.why())
          : moved(file, digested, named, described.metadata());
    }
    return name instanceof NamingResult.Refused refused
        ? bench.quarantine(file, ProblemCode.NAME_REFUSED, refused.why())
        : bench.quarantine(
            file, ProblemCode.PATTERN_MISMATCH, ((NamingResult.PatternMismatch) name).why());
  }

  private Entry moved(
      JournalFile file,
      Reading.Digested digested,
      NamingResult.Named named,
      FileMetadata metadata) {
    Source source = bench.sources().of(file);
    Identity identity =
        new Identity(digested.digests(), named.did(), source.dataset(named), null, null);
    String remark = zeros(file, digested);
    boolean asked = source.settings().treatment().description().isAsked();
    return new Entry.Move(
        file.id(),
        FileState.SETTLED,
        FileState.DIGESTED,
        "read once, unchanged" + remark,
        new Facts(digested.stamp(), identity, asked ? metadata : null, source.placement(named)),
        Entry.Next.due(bench.now()));
  }

  /** What is written with gaps on purpose goes on; a person who looks at the file sees it. */
  private String zeros(JournalFile file, Reading.Digested digested) {
    long size = digested.stamp().size();
    if (digested.zeros() < FEWEST_ZEROS || digested.zeros() < size / 2) {
      return "";
    }
    bench.listener().remarked(file.key().source(), Remark.ZEROS);
    return "; %d %% of it are zeros: a hole, or room that was reserved and never written"
        .formatted(Math.round(100.0 * digested.zeros() / size));
  }

  private Entry notDigested(JournalFile file, DiskVisit visit, Reading reading) {
    if (reading instanceof Reading.ChangedWhileRead changed) {
      return changedWhileRead(file, visit, "changed while it was read: " + changed.what());
    }
    if (reading instanceof Reading.Unreadable unreadable) {
      return bench.unknown(file, new Look.Unknown(unreadable.cause()));
    }
    if (reading instanceof Reading.Failed failed) {
      return failed(file, visit, failed);
    }
    return reading instanceof Reading.NotRegular other
        ? bench.vanished(file, "a " + other.kind() + " is at its path now")
        : bench.gone(file);
  }

  /**
   * A directory on the way that was replaced by a link fails with an error of no class of its own.
   */
  private Entry failed(JournalFile file, DiskVisit visit, Reading.Failed failed) {
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Gone) {
      return bench.gone(file);
    }
    return look instanceof Look.Other other
        ? bench.vanished(file, "a " + other.kind() + " is in its path now")
        : bench.unknown(file, new Look.Unknown(failed.cause()));
  }

  private Entry changedWhileRead(JournalFile file, DiskVisit visit, String reason) {
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Regular regular) {
      return renew(file, regular.stamp(), reason, ProblemCode.CHANGED_WHILE_READ);
    }
    if (look instanceof Look.Unknown unknown) {
      return bench.unknown(file, unknown);
    }
    return look instanceof Look.Gone ? bench.gone(file) : bench.vanished(file, reason);
  }

  private Entry renew(
      JournalFile file, FileStamp stamp, String reason, @Nullable ProblemCode problem) {
    Instant due = bench.now().plus(bench.sources().of(file).quiet());
    return new Entry.Renew(file.id(), FileState.SETTLED, stamp, reason, due, problem);
  }
}
