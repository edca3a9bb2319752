// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.SecondLook.Finding;
import org.ingestd.rse.RawPath;

/**
 * Looks again at files that Rucio knows already. What changed, was replaced or is gone is told at
 * once and keeps its registered digests; nothing is registered anew. Thread-safe.
 */
public final class Recheck {

  /** Registered, and not yet safe elsewhere. */
  private static final Set<FileState> NOT_YET_SAFE =
      Set.copyOf(EnumSet.of(FileState.REGISTERED, FileState.PROTECTED));

  private static final Set<FileState> AFTER_REGISTRATION =
      Set.copyOf(EnumSet.of(FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE));

  private static final int PAGE = 1000;

  /** With so few files, all of them may well have been removed. */
  private static final int FEW = 10;

  /** A chmod of a whole archive must not make it be read at one go. */
  private static final long READ_AGAIN_BYTES = 16L << 30;

  private final Workbench bench;
  private final SecondLook second;
  private final SightStep sight;
  private final BooleanSupplier stopping;

  /**
   * @param stopping once true, sweeps end early
   */
  public Recheck(Workbench bench, CarefulReader reader, BooleanSupplier stopping) {
    this.bench = bench;
    this.second = new SecondLook(bench, reader);
    this.sight = new SightStep(bench);
    this.stopping = stopping;
  }

  /**
   * Files at whose path an event says nothing is any more. Unknown and unregistered ones may be
   * among them.
   */
  public void gone(List<FileKey> keys) {
    List<JournalFile> files =
        keys.stream()
            .flatMap(key -> bench.outcomes().journal().file(key).stream())
            .filter(file -> AFTER_REGISTRATION.contains(file.state()))
            .toList();
    bench.outcomes().record(new Page(READ_AGAIN_BYTES).entries(files));
  }

  /** A directory that an event says is not there any more: its files may be elsewhere now. */
  public void goneBelow(Source source, RawPath directory) {
    Page page = new Page(READ_AGAIN_BYTES);
    Optional<String> text = Optional.of(directory.text() + "/");
    long after = 0;
    List<JournalFile> next = page(source, AFTER_REGISTRATION, text, after);
    while (!next.isEmpty() && !stopping.getAsBoolean()) {
      List<JournalFile> below =
          next.stream().filter(file -> file.key().path().below(directory).isPresent()).toList();
      bench.outcomes().record(page.entries(below));
      after = next.get(next.size() - 1).id();
      next = page(source, AFTER_REGISTRATION, text, after);
    }
  }

  /**
   * What a sweep did.
   *
   * @param files looked at
   * @param why the sweep believed nothing it saw, in words; empty: it did
   */
  public record Swept(int files, String why) {}

  /** Looks at all registered files of a source, with or without those that are SAFE. */
  public Swept sweep(Source source, boolean alsoSafe) {
    Optional<Offline> offline = source.disk().whyOffline();
    if (offline.isPresent()) {
      return new Swept(0, offline.get().why());
    }
    Set<FileState> states = alsoSafe ? AFTER_REGISTRATION : NOT_YET_SAFE;
    boolean witnessed = source.settings().discovery().sentinel().isPresent();
    Optional<String> foreign = witnessed ? Optional.empty() : whyForeign(source, states);
    if (foreign.isPresent()) {
      return new Swept(0, foreign.get());
    }
    Page page = new Page(READ_AGAIN_BYTES);
    int files = 0;
    long after = 0;
    List<JournalFile> next = page(source, states, after);
    while (!next.isEmpty() && !stopping.getAsBoolean()) {
      bench.outcomes().record(page.entries(next));
      files += next.size();
      after = next.get(next.size() - 1).id();
      next = page(source, states, after);
    }
    return new Swept(files, "");
  }

  /** Another disk at the same place has none of our files: they are elsewhere, and not lost. */
  private Optional<String> whyForeign(Source source, Set<FileState> states) {
    int looked = 0;
    long after = 0;
    List<JournalFile> next = page(source, states, after);
    while (!next.isEmpty() && !stopping.getAsBoolean()) {
      if (!areAllLost(next)) {
        return Optional.empty();
      }
      looked += next.size();
      after = next.get(next.size() - 1).id();
      next = page(source, states, after);
    }
    return looked < FEW
        ? Optional.empty()
        : Optional.of(
            "none of its %d registered files is there: another disk, or all were removed"
                .formatted(looked));
  }

  private boolean areAllLost(List<JournalFile> files) {
    try (Visits visits = bench.visits(files)) {
      return files.stream()
          .allMatch(
              file ->
                  second.at(file, visits.of(file)) instanceof Finding.Other other
                      && other.isLoss());
    }
  }

  private List<JournalFile> page(Source source, Set<FileState> states, long after) {
    return page(source, states, Optional.empty(), after);
  }

  private List<JournalFile> page(
      Source source, Set<FileState> states, Optional<String> text, long after) {
    return bench
        .outcomes()
        .journal()
        .files(
            new FileQuery(Optional.of(source.name()), states, Optional.empty(), text, after, PAGE));
  }

  /** Pages of one sweep, with what may still be read in it. */
  private final class Page {

    private long bytesLeft;

    private Page(long bytesLeft) {
      this.bytesLeft = bytesLeft;
    }

    private List<Entry> entries(List<JournalFile> files) {
      List<Entry> entries = new ArrayList<>();
      try (Visits visits = bench.visits(files)) {
        for (JournalFile file : files) {
          if (stopping.getAsBoolean()) {
            break;
          }
          entry(file, visits.of(file)).ifPresent(entries::add);
        }
      }
      return entries;
    }

    private Optional<Entry> entry(JournalFile file, DiskVisit visit) {
      Finding finding = second.at(file, visit);
      if (finding instanceof Finding.Touched && file.size() <= bytesLeft) {
        bytesLeft -= file.size();
        finding = second.read(file, visit);
      }
      if (finding instanceof Finding.Same same) {
        boolean news = !same.stamp().equals(file.stamp());
        return news || SightStep.isAboutSource(file)
            ? Optional.of(new Entry.Confirm(file.id(), file.state(), same.stamp()))
            : Optional.empty();
      }
      return finding instanceof Finding.Other other
          ? sight.alarm(file, other.problem(), other.detail())
          : Optional.empty();
    }
  }
}
