// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
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

/** One reading by file size: what a file costs at least, and from where on its bytes count. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DigestsBenchmark {

  /** Bytes of the file. */
  @Param({"0", "10240", "1048576", "67108864"})
  public int size;

  private final DigestReader reader = new DigestReader(1);
  private Path file = Path.of("");

  @Setup(Level.Trial)
  public void write() throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    file = Files.write(Files.createTempFile("ingestd-benchmark", ""), bytes);
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    reader.close();
    Files.delete(file);
  }

  @Benchmark
  public Reading adler32() {
    return reader.read(file, Set.of(), ReadingWatch.NONE);
  }

  @Benchmark
  public Reading adler32AndMd5() {
    return reader.read(file, EnumSet.of(DigestAlgorithm.MD5), ReadingWatch.NONE);
  }

  @Benchmark
  public Reading allFour() {
    return reader.read(file, EnumSet.allOf(DigestAlgorithm.class), ReadingWatch.NONE);
  }
}
