// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.RawPath;

/** Counts directories that the daemon would watch: one watch of the kernel each. */
final class WatchedDirectories {

  /** A tree of millions of files is not walked to its end for a figure. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Clock clock;
  private final Instant end;
  private long count;
  private boolean whole = true;

  WatchedDirectories(Clock clock) {
    this.clock = clock;
    this.end = clock.instant().plus(LONGEST);
  }

  /**
   * @param path of a source on this host
   * @param filter says what is passed over there
   */
  void add(Path path, NameFilter filter) {
    try {
      Files.walkFileTree(path, new Walk(path, filter));
    } catch (IOException e) {
      // That it cannot be read is told where the source is looked at.
      whole = false;
    }
  }

  /** As far as they were counted. */
  long count() {
    return count;
  }

  /** Whether all were. */
  boolean isWhole() {
    return whole;
  }

  private final class Walk extends SimpleFileVisitor<Path> {

    private final Path source;
    private final NameFilter filter;

    private Walk(Path source, NameFilter filter) {
      this.source = source;
      this.filter = filter;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (!directory.equals(source)
          && filter.passedOver(RawPath.relative(source, directory)).isPresent()) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      count++;
      return inTime();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return inTime();
    }

    private FileVisitResult inTime() {
      if (clock.instant().isBefore(end)) {
        return FileVisitResult.CONTINUE;
      }
      whole = false;
      return FileVisitResult.TERMINATE;
    }

    /** What is closed or went meanwhile is not watched. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      return FileVisitResult.CONTINUE;
    }
  }
}
