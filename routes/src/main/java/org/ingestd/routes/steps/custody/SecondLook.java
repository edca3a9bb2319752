// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.Reading;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;

/** Whether what lies at a registered file's path is still what was registered. Thread-safe. */
final class SecondLook {

  /** What was found. */
  sealed interface Finding {

    /** The same file with the registered content. */
    record Same(FileStamp stamp) implements Finding {}

    /** Only its change time differs: its content has to be read to know. */
    record Touched() implements Finding {}

    /** Not the registered file any more, for a person. */
    record Other(ProblemCode problem, String detail) implements Finding {

      boolean isLoss() {
        return problem == ProblemCode.LOST_AFTER_REGISTRATION;
      }
    }

    /** The source as a whole is away. */
    record Away(Offline offline) implements Finding {}

    /** The file system does not say. */
    record Unknown(Look.Unknown look) implements Finding {}

    /** The daemon stops. */
    record Stopped() implements Finding {}
  }

  private final Workbench bench;
  private final CarefulReader reader;

  SecondLook(Workbench bench, CarefulReader reader) {
    this.bench = bench;
    this.reader = reader;
  }

  /** By its attributes alone. */
  Finding at(JournalFile file, DiskVisit visit) {
    return at(file, visit, now -> compared(file, now));
  }

  /** By its content, whatever its attributes say; another size needs no reading. */
  Finding again(JournalFile file, DiskVisit visit) {
    return at(
        file,
        visit,
        now ->
            now.size() == file.size()
                ? read(file, visit)
                : other(file, now, "size " + file.size() + ", now " + now.size()));
  }

  private Finding at(JournalFile file, DiskVisit visit, Function<FileStamp, Finding> regularFile) {
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Regular regular) {
      return regularFile.apply(regular.stamp());
    }
    if (look instanceof Look.Unknown unknown) {
      return new Finding.Unknown(unknown);
    }
    if (look instanceof Look.Gone) {
      return bench
          .whyOffline(file)
          .<Finding>map(Finding.Away::new)
          .orElseGet(
              () ->
                  new Finding.Other(
                      ProblemCode.LOST_AFTER_REGISTRATION, "Nothing is at its path."));
    }
    return new Finding.Other(ProblemCode.REPLACED_AFTER_REGISTRATION, "It is no regular file now.");
  }

  private static Finding compared(JournalFile file, FileStamp now) {
    Optional<String> difference = Look.change(file.stamp(), now);
    if (difference.isEmpty()) {
      return new Finding.Same(now);
    }
    return SightStep.change(file.stamp(), now)
        .<Finding>map(problem -> new Finding.Other(problem, difference.get()))
        .orElseGet(Finding.Touched::new);
  }

  /** Both values of size and of each digest that differs. */
  private static Optional<String> difference(JournalFile file, Reading.Digested now) {
    List<String> differences = new ArrayList<>();
    Named.digests(file)
        .values()
        .forEach(
            (algorithm, registered) -> {
              String found = now.digests().get(algorithm).orElse("unknown");
              if (!found.equals(registered)) {
                differences.add(algorithm.key() + " " + registered + ", now " + found);
              }
            });
    if (file.size() != now.stamp().size()) {
      differences.add("size " + file.size() + ", now " + now.stamp().size());
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; registered ", differences));
  }

  private Finding other(JournalFile file, FileStamp now, String difference) {
    bench.listener().mismatched(file.key().source(), Witness.REHASH);
    return new Finding.Other(
        SightStep.change(file.stamp(), now).orElse(ProblemCode.CHANGED_AFTER_REGISTRATION),
        "Its content differs: registered " + difference + ".");
  }

  /** By its content: {@code chmod}, {@code chown} and another hard link leave it as it was. */
  Finding read(JournalFile file, DiskVisit visit) {
    Reading reading = reader.read(file, visit, Named.digests(file).values().keySet());
    if (reading instanceof Reading.Digested digested) {
      Optional<String> difference = difference(file, digested);
      return difference
          .map(what -> other(file, digested.stamp(), what))
          .orElseGet(() -> new Finding.Same(digested.stamp()));
    }
    if (reading instanceof Reading.Stopped) {
      return new Finding.Stopped();
    }
    return reading instanceof Reading.Unreadable unreadable
        ? new Finding.Unknown(new Look.Unknown(unreadable.cause()))
        : new Finding.Unknown(new Look.Unknown(new IOException("Read again: " + reading)));
  }
}
