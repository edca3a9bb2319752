// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ingestd.checksum.OpenFile.EndedEarly;

/**
 * Reads files once for all their digests. Thread-safe: any number of threads may read, each its own
 * file; {@link #READINGS_AT_ONCE} of them proceed, the others wait. Memory is bounded whatever the
 * files' sizes: a page-aligned MiB for each reading, eight for each helper, and a quarter as much
 * for streams.
 */
public final class DigestReader implements AutoCloseable {

  /** So many readings have a buffer at the same time. */
  public static final int READINGS_AT_ONCE = 32;

  private final HelperThreads helpers;
  private final Blocks buffers;
  private final Blocks streamed;

  /** With one helper thread less than there are processors, but one at least and three at most. */
  public DigestReader() {
    this(Math.max(1, Math.min(3, Runtime.getRuntime().availableProcessors() - 1)));
  }

  /**
   * @param helperThreads daemon threads beside the calling ones that share in large files; 0 for
   *     none
   */
  public DigestReader(int helperThreads) {
    if (helperThreads < 0) {
      throw new IllegalArgumentException("There cannot be " + helperThreads + " helper threads");
    }
    this.helpers = new HelperThreads(helperThreads);
    int blocks = READINGS_AT_ONCE + Follower.BLOCKS * helperThreads;
    this.buffers = Blocks.direct(blocks);
    this.streamed = Blocks.arrays(blocks);
  }

  /**
   * Looks, opens, reads and looks again. Only a regular file is ever opened. An interrupt of the
   * calling thread ends the reading as {@link Reading.Stopped}, with the flag kept.
   *
   * @param wanted the digests; adler32 is computed even if it is not among them
   * @param watch what it throws goes through to the caller
   */
  public Reading read(Path file, Set<DigestAlgorithm> wanted, ReadingWatch watch) {
    return reading(
        () -> {
          FileLook before = watch.look(file);
          return before.isRegular()
              ? readRegular(file, before.stamp(), wanted, watch)
              : new Reading.NotRegular(before.kind());
        },
        failure -> failedOrReplaced(file, watch, failure));
  }

  /**
   * The same for a file that comes as a stream, e.g. from another host: nothing of it is kept on
   * this one.
   *
   * @param watch its {@code open} is not asked
   */
  public Reading read(StreamedFile file, Set<DigestAlgorithm> wanted, ReadingWatch watch) {
    return reading(
        () -> {
          FileLook before = file.look();
          return before.isRegular()
              ? readStream(file, before.stamp(), wanted, watch)
              : new Reading.NotRegular(before.kind());
        },
        Reading.Failed::new);
  }

  /** What ends a reading. */
  @FunctionalInterface
  private interface Work {
    Reading read() throws IOException, EndedEarly, InterruptedException;
  }

  private static Reading reading(Work work, Function<IOException, Reading> failed) {
    try {
      return work.read();
    } catch (EndedEarly e) {
      return e.outcome();
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
      return new Reading.Stopped(0);
    } catch (NoSuchFileException e) {
      return new Reading.Vanished();
    } catch (AccessDeniedException e) {
      return new Reading.Unreadable(e);
    } catch (IOException e) {
      return failed.apply(e);
    }
  }

  private Reading readStream(
      StreamedFile file, FileStamp before, Set<DigestAlgorithm> wanted, ReadingWatch watch)
      throws IOException, EndedEarly, InterruptedException {
    Digests digests;
    long zeros;
    try (OpenFile open = OpenFile.open(file, before.size(), watch)) {
      digests = new InSequence(open, withAdler32(wanted), streamed).read(helpers);
      open.refuseMore();
      open.finished();
      zeros = open.zeros();
    }
    FileLook after = file.look();
    Optional<String> change =
        after.isRegular() ? before.differenceTo(after.stamp()) : Optional.of(after.kind());
    return changed(change).orElseGet(() -> new Reading.Digested(before, digests, zeros));
  }

  private Reading readRegular(
      Path file, FileStamp before, Set<DigestAlgorithm> wanted, ReadingWatch watch)
      throws IOException, EndedEarly, InterruptedException {
    Digests digests;
    long zeros;
    try (OpenFile open = OpenFile.open(file, before.size(), watch)) {
      digests = digest(open, wanted);
      open.finished();
      zeros = open.zeros();
    }
    return changed(before.differenceTo(watch.look(file).stamp()))
        .orElseGet(() -> new Reading.Digested(before, digests, zeros));
  }

  private static Optional<Reading> changed(Optional<String> change) {
    return change.map(Reading.ChangedWhileRead::new);
  }

  private Digests digest(OpenFile file, Set<DigestAlgorithm> wanted)
      throws IOException, EndedEarly, InterruptedException {
    EnumSet<DigestAlgorithm> all = withAdler32(wanted);
    boolean inOrder = file.wantsBytes().isPresent();
    if (all.size() == 1 && file.size() >= Blocks.DIRECT && !inOrder) {
      String adler32 = new SideBySide(file, buffers).read(helpers);
      return new Digests(Map.of(DigestAlgorithm.ADLER32, adler32));
    }
    return new InSequence(file, all, buffers).read(helpers);
  }

  private static EnumSet<DigestAlgorithm> withAdler32(Set<DigestAlgorithm> wanted) {
    EnumSet<DigestAlgorithm> all = EnumSet.of(DigestAlgorithm.ADLER32);
    all.addAll(wanted);
    return all;
  }

  /**
   * A link put in the file's place between look and opening is refused by the kernel with an error
   * that has no class of its own, so a second look tells what happened.
   */
  private static Reading failedOrReplaced(Path file, ReadingWatch watch, IOException failure) {
    try {
      FileLook now = watch.look(file);
      return now.isRegular() ? new Reading.Failed(failure) : new Reading.NotRegular(now.kind());
    } catch (IOException e) {
      failure.addSuppressed(e);
      return new Reading.Failed(failure);
    }
  }

  /** Lets helpers end; a reading that still runs, or begins later, goes on without them. */
  @Override
  public void close() {
    helpers.close();
  }
}
