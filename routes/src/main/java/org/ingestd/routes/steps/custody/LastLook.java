// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.Reading;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;

/**
 * The look at the file itself just before it is called SAFE. If only its change time differs
 * (chmod, another hard link), it is read again: the same content is the same file.
 */
final class LastLook {

  private final Workbench bench;
  private final CarefulReader reader;

  LastLook(Workbench bench, CarefulReader reader) {
    this.bench = bench;
    this.reader = reader;
  }

  /**
   * @param unchanged makes the outcome of an unchanged file, with a new stamp if it has one
   * @return empty if the daemon stops before it is known
   */
  Optional<Entry> at(JournalFile file, Function<Facts, Entry> unchanged) {
    Path path = bench.sources().of(file).file(file.key());
    Look look = Look.at(path);
    if (look instanceof Look.Regular regular) {
      return compared(file, path, regular.stamp(), unchanged);
    }
    if (look instanceof Look.Unknown unknown) {
      return Optional.of(bench.unknown(file, unknown));
    }
    return Optional.of(
        look instanceof Look.Gone
            ? lost(file)
            : bench.quarantine(
                file, ProblemCode.REPLACED_AFTER_REGISTRATION, "It is no regular file now."));
  }

  private Entry lost(JournalFile file) {
    return bench
        .mounts()
        .whyOffline(bench.sources().of(file).settings())
        .map(offline -> bench.postpone(file, ProblemCode.SOURCE_OFFLINE, offline))
        .orElseGet(
            () ->
                bench.quarantine(
                    file, ProblemCode.LOST_AFTER_REGISTRATION, "Nothing is at its path."));
  }

  private Optional<Entry> compared(
      JournalFile file, Path path, FileStamp now, Function<Facts, Entry> unchanged) {
    Optional<String> difference = Look.change(file.stamp(), now);
    if (difference.isEmpty()) {
      return Optional.of(unchanged.apply(Facts.NONE));
    }
    Optional<ProblemCode> change = SightStep.change(file.stamp(), now);
    return change.isPresent()
        ? Optional.of(bench.quarantine(file, change.get(), difference.get()))
        : readAgain(file, path, unchanged);
  }

  private Optional<Entry> readAgain(JournalFile file, Path path, Function<Facts, Entry> unchanged) {
    Reading reading = reader.read(file, path, Named.digests(file).values().keySet());
    if (reading instanceof Reading.Stopped) {
      return Optional.empty();
    }
    if (reading instanceof Reading.Digested digested) {
      return Optional.of(
          digested.digests().equals(Named.digests(file))
              ? unchanged.apply(new Facts(digested.stamp(), null))
              : bench.quarantine(
                  file, ProblemCode.CHANGED_AFTER_REGISTRATION, "Its checksums differ now."));
    }
    return Optional.of(
        bench.postpone(file, ProblemCode.IO_ERROR, "Read again before SAFE: " + reading));
  }
}
