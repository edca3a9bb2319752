// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.micro;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Durable commits into SQLite on the disk of the temporary directory, whose fsync is a part of
 * them. One invocation is one call with that many files.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 20)
@Measurement(iterations = 60)
public class JournalBenchmark {

  private static final long LARGE = 1L << 30;
  private static final long SIZE = 10_240;
  private static final Instant WRITTEN = Instant.parse("2025-02-07T21:13:45Z");

  /** Files a call. */
  @Param({"1", "1000"})
  public int files;

  private Path folder = Path.of("");
  private @Nullable Journal opened;
  private List<Sighting> unseen = List.of();
  private List<Entry> moves = List.of();
  private long sighted;

  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("ingestd-benchmark");
    opened = SqliteJournal.open(folder, LARGE, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  /** What each call needs is written before its clock runs. */
  @Setup(Level.Invocation)
  public void prepare() {
    journal().sight(someUnseen());
    List<JournalFile> due =
        journal()
            .claim(
                new Claim(FileState.SIGHTED, Lane.LIVE, Claim.SizeClass.ANY, Instant.now(), files),
                Set.of());
    moves = due.stream().map(JournalBenchmark::settled).toList();
    unseen = someUnseen();
  }

  private List<Sighting> someUnseen() {
    List<Sighting> some = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      sighted++;
      String path = "R0/%08d/LST-1.1.Run%08d.fits.fz".formatted(sighted / 1000, sighted);
      some.add(
          new Sighting(
              new FileKey("lst1", RawPath.of(path)),
              new FileStamp(1, sighted, SIZE, WRITTEN.toEpochMilli(), WRITTEN.toEpochMilli()),
              Lane.LIVE,
              null,
              WRITTEN,
              false));
    }
    return some;
  }

  private static Entry settled(JournalFile file) {
    return new Entry.Move(
        file.id(),
        FileState.SIGHTED,
        FileState.SETTLED,
        "quiet for 30 s",
        Facts.NONE,
        Entry.Next.due(WRITTEN));
  }

  @Benchmark
  public SightingReport sight() {
    return journal().sight(unseen);
  }

  @Benchmark
  public List<Verdict> record() {
    return journal().record(moves);
  }

  private Journal journal() {
    return requireNonNull(opened, "the journal is opened before");
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    journal().close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
