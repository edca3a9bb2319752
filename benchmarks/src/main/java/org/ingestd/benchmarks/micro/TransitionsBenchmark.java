// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.micro;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.IllegalTransition;
import org.ingestd.journal.life.LifeCycle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the table of states costs whoever asks it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransitionsBenchmark {

  private static final FileState[] STATES = FileState.values();

  private final Entry.Next next = Entry.Next.due(Instant.EPOCH);

  /** A field, so that the compiler does not know it. */
  public long file = 1;

  @Benchmark
  public Entry.Move move() {
    return new Entry.Move(
        file, FileState.SIGHTED, FileState.SETTLED, "quiet for 30 s", Facts.NONE, next);
  }

  @Benchmark
  public void wholeTable(Blackhole answers) {
    for (FileState from : STATES) {
      for (FileState to : STATES) {
        answers.consume(LifeCycle.allows(from, to));
      }
    }
  }

  @Benchmark
  public IllegalTransition forbiddenMove() {
    try {
      LifeCycle.require(file, FileState.SAFE, FileState.SIGHTED);
      throw new IllegalStateException("SAFE to SIGHTED was allowed");
    } catch (IllegalTransition refused) {
      return refused;
    }
  }
}
