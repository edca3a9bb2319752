// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.sides;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.Reading;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.rucio.Named;

/**
 * What the disk says of a registered file. A file whose attributes are as they were is read only if
 * that is asked for; one whose attributes changed is always read.
 */
public final class DiskSide {

  private final Sources sources;
  private final CarefulReader reader;

  public DiskSide(Sides sides) {
    this.sources = sides.sources();
    this.reader = sides.reader();
  }

  /**
   * @param kind null if disk and journal agree
   * @param says the disk's part of the evidence
   * @param size null if no file is there
   */
  public record Finding(Optional<Kind> kind, String says, Optional<Long> size) {

    public static Finding same(long size, String says) {
      return new Finding(Optional.empty(), says, Optional.of(size));
    }
  }

  public Finding look(JournalFile file, boolean deep) {
    if (file.state() == FileState.RELEASED) {
      return new Finding(Optional.empty(), "disk: released", Optional.empty());
    }
    try (DiskVisit visit = sources.of(file).disk().visit(List.of(file.key().path()))) {
      return look(file, visit, deep);
    }
  }

  private Finding look(JournalFile file, DiskVisit visit, boolean deep) {
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Regular regular) {
      return compared(file, visit, regular.stamp(), deep);
    }
    return new Finding(Optional.of(Kind.MISSING), "disk: " + missing(file, look), Optional.empty());
  }

  private String missing(JournalFile file, Look look) {
    if (look instanceof Look.Unknown unknown) {
      return "cannot be looked at, " + unknown.cause();
    }
    return look instanceof Look.Gone
        ? sources.of(file).disk().whyOffline(file.key().path()).map(Offline::why).orElse("nothing")
        : "no regular file";
  }

  private Finding compared(JournalFile file, DiskVisit visit, FileStamp now, boolean deep) {
    if (now.size() != file.size()) {
      return new Finding(
          Optional.of(Kind.SIZE), "disk: " + now.size() + " bytes", Optional.of(now.size()));
    }
    Optional<String> change = Look.change(file.stamp(), now);
    return deep || change.isPresent()
        ? read(file, visit)
        : Finding.same(now.size(), "disk: unchanged since it was read");
  }

  private Finding read(JournalFile file, DiskVisit visit) {
    Digests known = Named.digests(file);
    Reading reading = reader.read(file, visit, known.values().keySet());
    if (reading instanceof Reading.Digested digested) {
      String says = "disk: adler32 " + digested.digests().adler32() + ", just read";
      return digested.digests().equals(known)
          ? Finding.same(digested.stamp().size(), says)
          : new Finding(
              Optional.of(Kind.CHECKSUM),
              says + difference(known, digested.digests()),
              Optional.of(digested.stamp().size()));
    }
    return new Finding(
        Optional.of(Kind.CHECKSUM), "disk: not to be read now, " + reading, Optional.empty());
  }

  /** Names the digest that differs where adler32 does not. */
  private static String difference(Digests known, Digests now) {
    return known.values().keySet().stream()
        .filter(algorithm -> !Objects.equals(known.get(algorithm), now.get(algorithm)))
        .filter(algorithm -> known.adler32().equals(now.adler32()))
        .map(algorithm -> ", " + algorithm.key() + " " + now.get(algorithm).orElse("none"))
        .reduce("", String::concat);
  }
}
