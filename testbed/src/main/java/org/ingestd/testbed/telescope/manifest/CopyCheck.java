// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ingestd.testbed.telescope.manifest.CopyDifference.Kind;

/**
 * Compares copies with what the telescope wrote: size and both digests of every copy against the
 * manifest, and the file in the telescope's directory, which must itself still be what was written.
 * Streams; memory does not depend on sizes.
 */
public final class CopyCheck {

  private static final int BLOCK = 256 * 1024;

  private final Path directory;

  /**
   * @param directory the telescope's directory, below which the entries' paths lie
   */
  public CopyCheck(Path directory) {
    this.directory = directory;
  }

  /**
   * Call it once for each place that holds copies. Entries that are not to be registered are passed
   * over.
   *
   * @param copyOf where the copy of an entry lies; empty if there is none
   * @return nothing if all agree
   */
  public List<CopyDifference> compare(
      List<ManifestEntry> entries, Function<ManifestEntry, Optional<Path>> copyOf)
      throws IOException {
    List<CopyDifference> differences = new ArrayList<>();
    for (ManifestEntry entry : entries) {
      if (entry.fate() == Fate.REGISTER) {
        compareSource(entry).ifPresent(differences::add);
        compareCopy(entry, copyOf.apply(entry)).ifPresent(differences::add);
      }
    }
    return differences;
  }

  /** Only whether the telescope's own files are still what was written. */
  public List<CopyDifference> compareSources(List<ManifestEntry> entries) throws IOException {
    List<CopyDifference> differences = new ArrayList<>();
    for (ManifestEntry entry : entries) {
      if (entry.fate() == Fate.REGISTER || entry.fate() == Fate.HELD) {
        compareSource(entry).ifPresent(differences::add);
      }
    }
    return differences;
  }

  private Optional<CopyDifference> compareSource(ManifestEntry entry) throws IOException {
    Path source = entry.path().under(directory);
    if (!isFile(source)) {
      return difference(entry, Kind.SOURCE_MISSING, "no file " + source);
    }
    return digestDifference(entry, source)
        .flatMap(evidence -> difference(entry, Kind.SOURCE_CHANGED, evidence));
  }

  private Optional<CopyDifference> compareCopy(ManifestEntry entry, Optional<Path> copy)
      throws IOException {
    if (copy.isEmpty() || !isFile(copy.get())) {
      String where = copy.map(path -> "no file " + path).orElse("no place known");
      return difference(entry, Kind.COPY_MISSING, where);
    }
    Optional<String> digests = digestDifference(entry, copy.get());
    if (digests.isEmpty()) {
      return Optional.empty();
    }
    return difference(entry, Kind.COPY_DIFFERS, digests.get() + firstDifference(entry, copy.get()));
  }

  /**
   * Equal digests are proof enough; where they differ, the first byte that does helps to see why.
   */
  private String firstDifference(ManifestEntry entry, Path copy) throws IOException {
    Path source = entry.path().under(directory);
    if (!isFile(source)) {
      return "";
    }
    long at = Files.mismatch(source, copy);
    return at < 0 ? "; equal to the source, which changed" : "; first other byte at " + at;
  }

  private static Optional<String> digestDifference(ManifestEntry entry, Path file)
      throws IOException {
    WrittenBytes wanted = entry.content().orElseThrow();
    WrittenBytes found = digest(file);
    return wanted.equals(found)
        ? Optional.empty()
        : Optional.of(file + " holds " + found + " instead of " + wanted);
  }

  private static WrittenBytes digest(Path file) throws IOException {
    ByteRecorder recorder = new ByteRecorder();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        recorder.update(ByteBuffer.wrap(block, 0, read));
      }
    }
    return recorder.finish();
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<CopyDifference> difference(
      ManifestEntry entry, Kind kind, String evidence) {
    return Optional.of(new CopyDifference(entry.path(), kind, evidence));
  }
}
