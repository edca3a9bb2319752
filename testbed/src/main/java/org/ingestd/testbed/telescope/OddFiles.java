// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.MockFile;
import org.ingestd.testbed.telescope.manifest.Fate;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.Oddity;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;
import org.jspecify.annotations.Nullable;

/** Makes each {@link Oddity}, at once or act by act. */
final class OddFiles {

  private static final int GROWING_PARTS = 4;

  private final TelescopeSettings settings;
  private final FileWriter writer;
  private final Stages stages;
  private final Reporter reporter;
  private @Nullable Path lastFile;

  /** Hears of entries as they become final. */
  interface Reporter {
    void finished(ManifestEntry entry) throws IOException;

    void impossible(RawPath path, Oddity oddity, String why) throws IOException;
  }

  OddFiles(TelescopeSettings settings, FileWriter writer, Stages stages, Reporter reporter) {
    this.settings = settings;
    this.writer = writer;
    this.stages = stages;
    this.reporter = reporter;
  }

  /**
   * @param finishing for those that are whole files
   */
  void begin(Oddity oddity, MockFile file, Finishing finishing) throws IOException {
    switch (oddity) {
      case EMPTY -> whole(oddity, cut(file, 0), finishing);
      case TRUNCATED -> whole(oddity, cut(file, bytes(file).length / 2 + 17), finishing);
      case NAME_WITH_SPACES -> whole(oddity, OddNames.withSpaces(file), finishing);
      case NAME_WITH_QUOTES -> whole(oddity, OddNames.withQuotes(file), finishing);
      case NAME_WITH_NEWLINE -> whole(oddity, OddNames.withNewline(file), finishing);
      case NAME_NOT_UTF8 -> whole(oddity, OddNames.notUtf8(file), finishing);
      case REWRITTEN -> rewritten(file);
      case GROWING -> growing(file);
      case VANISHING -> vanishing(file);
      case LINK -> link(file);
      case FIFO -> fifo(file);
      case ENDLESS_TEMPORARY -> endlessTemporary(file);
    }
  }

  private void whole(Oddity oddity, MockFile file, Finishing finishing) throws IOException {
    report(oddity, file, finishing, writer.write(file, finishing, ".tmp"));
    lastFile = file.path().under(settings.directory());
  }

  private void rewritten(MockFile file) throws IOException {
    byte[] content = bytes(file);
    byte[] first = content.clone();
    for (int at = first.length / 2; at < first.length; at++) {
      first[at] ^= 0x55;
    }
    Path path = writer.place(file.path());
    create(path, first);
    stages.later(
        () -> {
          RecordedFile again = RecordedFile.rewrite(path);
          try (again) {
            again.write(content);
          }
          complete(Oddity.REWRITTEN, file, again.written());
        });
  }

  private void growing(MockFile file) throws IOException {
    byte[] content = bytes(file);
    RecordedFile out = RecordedFile.create(writer.place(file.path()));
    grow(file, out, content, 0);
  }

  private void grow(MockFile file, RecordedFile out, byte[] content, int part) throws IOException {
    int from = content.length / GROWING_PARTS * part;
    if (part == GROWING_PARTS - 1) {
      out.write(content, from, content.length - from);
      out.close();
      complete(Oddity.GROWING, file, out.written());
    } else {
      out.write(content, from, content.length / GROWING_PARTS);
      out.writeThrough();
      stages.later(() -> grow(file, out, content, part + 1));
    }
  }

  private void vanishing(MockFile file) throws IOException {
    Path path = writer.place(file.path());
    WrittenBytes written = create(path, bytes(file));
    stages.later(
        () -> {
          Files.delete(path);
          report(Oddity.VANISHING, file, Finishing.NEVER, written);
        });
  }

  private void link(MockFile file) throws IOException {
    Path link = writer.place(file.path());
    Path target = lastFile == null ? link.resolveSibling("nothing") : lastFile;
    Files.createSymbolicLink(link, target);
    report(Oddity.LINK, file, Finishing.NEVER, null);
  }

  /** The JDK has no call for it; an ordinary name needs no care on a command line. */
  private void fifo(MockFile file) throws IOException {
    Path path = writer.place(file.path());
    try {
      int exit = new ProcessBuilder("mkfifo", "--", path.toString()).inheritIO().start().waitFor();
      if (exit == 0) {
        report(Oddity.FIFO, file, Finishing.NEVER, null);
      } else {
        reporter.impossible(file.path(), Oddity.FIFO, "mkfifo exits with " + exit);
      }
    } catch (IOException e) {
      reporter.impossible(file.path(), Oddity.FIFO, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reporter.impossible(file.path(), Oddity.FIFO, "interrupted");
    }
  }

  private void endlessTemporary(MockFile file) throws IOException {
    MockFile half = cut(file, bytes(file).length / 2);
    RawPath path = FileWriter.withSuffix(file.path(), ".part");
    WrittenBytes written = create(writer.place(path), bytes(half));
    reporter.finished(
        new ManifestEntry(
            path,
            file.profile(),
            Finishing.NEVER,
            Fate.IGNORED,
            Oddity.ENDLESS_TEMPORARY,
            written));
  }

  /** A file that took several acts is complete: marked where files are marked. */
  private void complete(Oddity oddity, MockFile file, WrittenBytes written) throws IOException {
    boolean marks = settings.habits().marks();
    if (marks) {
      writer.mark(file.path());
    }
    report(oddity, file, marks ? Finishing.TRIGGER : Finishing.SLOW, written);
  }

  private void report(
      Oddity oddity, MockFile file, Finishing finishing, @Nullable WrittenBytes written)
      throws IOException {
    reporter.finished(
        new ManifestEntry(file.path(), file.profile(), finishing, oddity.fate(), oddity, written));
  }

  private static WrittenBytes create(Path path, byte[] content) throws IOException {
    RecordedFile out = RecordedFile.create(path);
    try (out) {
      out.write(content);
    }
    return out.written();
  }

  private static MockFile cut(MockFile file, int length) throws IOException {
    byte[] kept = Arrays.copyOf(bytes(file), length);
    return new MockFile(file.profile(), file.path(), length, out -> out.write(kept));
  }

  private static byte[] bytes(MockFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.content().writeTo(bytes);
    return bytes.toByteArray();
  }
}
