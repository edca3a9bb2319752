// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.rse.RawPath;

/**
 * Which files of a batch Rucio has under another path already, at which they are not any more: they
 * were renamed, or a directory above them was. The journal knows, so it does not matter whether
 * anybody looked on. Another hard link of a file that is where it was registered is no rename.
 */
public final class Renames {

  /** A rename keeps all of these; a change time it does not. */
  public record Mark(long inode, long size, long mtimeNanos) {

    /** Empty where the file's host tells no inodes: by such a one a rename cannot be known. */
    public static Optional<Mark> of(JournalFile file) {
      FileStamp stamp = file.stamp();
      return stamp.tellsInode()
          ? Optional.of(new Mark(stamp.inode(), stamp.size(), stamp.mtimeNanos()))
          : Optional.empty();
    }
  }

  private final Workbench bench;
  private final Map<Mark, List<JournalFile>> registered;

  public Renames(Workbench bench, List<JournalFile> batch) {
    Set<Long> inodes =
        batch.stream().flatMap(file -> Mark.of(file).stream()).map(Mark::inode).collect(toSet());
    this.bench = bench;
    this.registered =
        bench.outcomes().journal().registered(inodes).stream()
            .filter(file -> Mark.of(file).isPresent())
            .collect(groupingBy(file -> Mark.of(file).orElseThrow()));
  }

  /** The outcome of a file that Rucio has under another path; empty for all others. */
  public Optional<Entry> quarantined(JournalFile file) {
    return registeredAs(file)
        .map(
            path ->
                bench.quarantine(
                    file, ProblemCode.RENAMED_AFTER_REGISTRATION, "Registered as " + path + "."));
  }

  /** The path at which Rucio has the file; empty if it is new, or a person wants it twice. */
  private Optional<String> registeredAs(JournalFile file) {
    if (registered.isEmpty()) {
      return Optional.empty();
    }
    return Mark.of(file).map(registered::get).stream()
        .flatMap(List::stream)
        .filter(other -> other.id() != file.id() && hasLeft(other))
        .findFirst()
        .filter(other -> !isSentOn(file))
        .map(other -> other.key().path().text());
  }

  /** A source that is configured no longer tells nothing, nor does what it released. */
  private boolean hasLeft(JournalFile other) {
    if (other.state() == FileState.RELEASED || !bench.sources().has(other)) {
      return false;
    }
    RawPath path = other.key().path();
    try (DiskVisit visit = bench.sources().of(other).disk().visit(List.of(path))) {
      return !(visit.look(path) instanceof Look.Regular there)
          || there.stamp().inode() != other.stamp().inode();
    }
  }

  /** Only a person brings a QUARANTINED file back without a new generation. */
  private boolean isSentOn(JournalFile file) {
    return bench.outcomes().journal().history(file.id()).stream()
        .anyMatch(
            line ->
                line.generation() == file.standing().generation()
                    && line.from() == FileState.QUARANTINED
                    && line.to() == FileState.SIGHTED);
  }
}
