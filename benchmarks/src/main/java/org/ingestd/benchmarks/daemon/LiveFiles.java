// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An instrument that writes files at a steady rate, each with a marker, and notes the times. */
final class LiveFiles implements AutoCloseable {

  private static final int IN_A_DIRECTORY = 1000;

  /**
   * A file that is complete.
   *
   * @param path below the source
   */
  record Written(String path, Instant closed) {}

  private final Path directory;
  private final int rate;
  private final byte[] content;
  private final String marker;
  private final List<Written> written = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
  private final Thread writer = new Thread(this::write, "live-files");

  /**
   * @param directory one level below the source
   * @param rate files a second
   */
  LiveFiles(Path directory, int rate, int size, String marker) {
    this.directory = directory;
    this.rate = rate;
    this.content = new byte[size];
    this.marker = marker;
  }

  void start() {
    writer.start();
  }

  private void write() {
    Random random = new Random(rate);
    long begin = System.nanoTime();
    try {
      for (int number = 0; ; number++) {
        long due = begin + TimeUnit.SECONDS.toNanos(number) / rate;
        if (stopped.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          return;
        }
        random.nextBytes(content);
        write(number);
      }
    } catch (IOException | InterruptedException e) {
      fault.set(e);
    }
  }

  private void write(int number) throws IOException {
    Path night = directory.resolve("d%05d".formatted(number / IN_A_DIRECTORY));
    Files.createDirectories(night);
    Path file = night.resolve("Live%08d.fits.fz".formatted(number));
    Files.write(file, content);
    Instant closed = Instant.now();
    Files.createFile(file.resolveSibling(file.getFileName() + marker));
    Path source = Objects.requireNonNull(directory.toAbsolutePath().getParent(), "parent");
    written.add(new Written(source.relativize(file).toString(), closed));
  }

  long count() {
    return written.size();
  }

  List<Written> written() {
    synchronized (written) {
      return List.copyOf(written);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends the writing; repeated calls do nothing. */
  void stop() {
    stopped.countDown();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Exception failed = fault.get();
    if (failed != null) {
      throw new UncheckedIOException(new IOException("Live files could not be written", failed));
    }
  }
}
