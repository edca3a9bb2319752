// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.MockFile;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;
import org.jspecify.annotations.Nullable;

/** Writes whole files below one directory in each of the ways of finishing. */
final class FileWriter {

  private static final int CHUNKS = 4;
  private static final int SMALLEST_CHUNK = 2_880;
  private static final int LARGEST_CHUNK = 8 << 20;

  private final TelescopeSettings settings;
  private final Tempo tempo;

  FileWriter(TelescopeSettings settings, Tempo tempo) {
    this.settings = settings;
    this.tempo = tempo;
  }

  /** With the mtime of now. */
  WrittenBytes write(MockFile file, Finishing finishing, String temporarySuffix)
      throws IOException {
    return write(file, finishing, temporarySuffix, null);
  }

  /**
   * @param temporarySuffix used by {@link Finishing#RENAME} only
   * @param at its mtime; null: now
   */
  WrittenBytes write(
      MockFile file, Finishing finishing, String temporarySuffix, @Nullable Instant at)
      throws IOException {
    Path path = place(file.path());
    return switch (finishing) {
      case RENAME ->
          writeAndRename(file, path, place(withSuffix(file.path(), temporarySuffix)), at);
      case TRIGGER -> {
        WrittenBytes written = write(file, RecordedFile.create(path));
        date(path, at);
        mark(file.path());
        yield written;
      }
      case SLOW -> {
        WrittenBytes written =
            write(file, RecordedFile.createInChunks(path, chunk(file), this::pause));
        date(path, at);
        yield written;
      }
      case NEVER -> throw new IllegalArgumentException("A whole file is always finished: " + file);
    };
  }

  private static WrittenBytes writeAndRename(
      MockFile file, Path path, Path temporary, @Nullable Instant at) throws IOException {
    WrittenBytes written = write(file, RecordedFile.create(temporary));
    date(temporary, at);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    return written;
  }

  private static WrittenBytes write(MockFile file, RecordedFile out) throws IOException {
    try (out) {
      file.content().writeTo(out);
    }
    return out.written();
  }

  private static void date(Path file, @Nullable Instant at) throws IOException {
    if (at != null) {
      Files.setLastModifiedTime(file, FileTime.from(at));
    }
  }

  private static int chunk(MockFile file) {
    return (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, file.roughBytes() / CHUNKS));
  }

  private void pause() {
    tempo.pause(settings.habits().chunkPause());
  }

  /** The empty marker that says that a file is complete. */
  void mark(RawPath path) throws IOException {
    Files.createFile(withSuffix(path, Finishing.MARKER_SUFFIX).under(settings.directory()));
  }

  /**
   * Where a path lies on disk, with its directory made.
   *
   * @throws FileAlreadyExistsException because a telescope never overwrites what it wrote before
   */
  Path place(RawPath path) throws IOException {
    Path file = path.under(settings.directory());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          path.text(),
          null,
          "is there already in " + settings.directory() + ": choose another seed or directory");
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return file;
  }

  static RawPath withSuffix(RawPath path, String suffix) {
    return OddNames.insert(path, path.bytes().length, suffix.getBytes(US_ASCII));
  }
}
