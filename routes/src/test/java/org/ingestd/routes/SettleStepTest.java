// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SourceSettings.Completeness;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.NamingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleStepTest {

  private static final Duration QUIET = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void settlesAFileThatWasUnchangedForItsQuietTime() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.quiet(QUIET))) {
      steps.here.write("a.fits", "content");
      steps.sight("a.fits");

      assertThat(steps.tick(QUIET.minusSeconds(1)).take(SIGHTED)).isZero();
      steps.tick(Duration.ofSeconds(1)).take(SIGHTED);

      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void neverSettlesAFileThatKeepsGrowing() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.quiet(QUIET))) {
      Path file = steps.here.write("a.fits", "content");
      steps.sight("a.fits");

      for (int i = 0; i < 10; i++) {
        Files.writeString(file, "more", StandardOpenOption.APPEND);
        steps.tick(QUIET).take(SIGHTED);
        assertThat(steps.here.file("a.fits").state()).isEqualTo(SIGHTED);
      }
      steps.tick(QUIET).take(SIGHTED);

      JournalFile settled = steps.here.file("a.fits");
      assertThat(settled.state()).isEqualTo(SETTLED);
      assertThat(settled.size()).isEqualTo(Files.size(file));
      assertThat(settled.standing().generation()).isEqualTo(1);
    }
  }

  @Test
  void aMarkerDoesNotCutTheQuietTimeShort() throws IOException {
    try (Stepping steps =
        new Stepping(home, given -> given.quiet(QUIET).marker("{path}.trigger"))) {
      steps.here.write("a.fits", "content");
      steps.here.write("a.fits.trigger", "");
      steps.sight("a.fits", true);

      steps.take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SIGHTED);

      steps.tick(QUIET).take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void waitsForTheMarkerHoweverLongItTakes() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.marker("{path}.trigger"))) {
      steps.here.write("a.fits", "content");
      steps.sight("a.fits");

      for (int i = 0; i < 50; i++) {
        steps.tick(Duration.ofMinutes(6)).take(SIGHTED);
      }
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SIGHTED);
      assertThat(steps.here.file("a.fits").retry().attempts()).isZero();

      steps.here.write("a.fits.trigger", "");
      steps.tick(Duration.ofMinutes(6)).take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void aDirectoryOrADanglingLinkIsNoMarker() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.marker("{path}.trigger"))) {
      steps.here.write("a.fits", "content");
      steps.here.write("b.fits", "content");
      Files.createDirectory(steps.here.data.resolve("a.fits.trigger"));
      Files.createSymbolicLink(steps.here.data.resolve("b.fits.trigger"), Path.of("nowhere"));
      steps.sight("a.fits");
      steps.sight("b.fits");

      steps.take(SIGHTED);

      assertThat(steps.here.files()).extracting(JournalFile::state).containsOnly(SIGHTED);
    }
  }

  @Test
  void aFileThatIsGoneHasVanished() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      Path file = steps.here.write("a.fits", "content");
      steps.sight("a.fits");
      Files.delete(file);

      steps.take(SIGHTED);

      assertThat(steps.here.file("a.fits").state()).isEqualTo(VANISHED);
    }
  }

  @Test
  void nothingHasVanishedWhileTheSourceIsNotThere() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      steps.here.write("a.fits", "content");
      steps.sight("a.fits");
      Files.move(steps.here.data, home.resolve("unmounted"));

      steps.take(SIGHTED);

      JournalFile waiting = steps.here.file("a.fits");
      assertThat(waiting.state()).isEqualTo(SIGHTED);
      assertThat(waiting.retry().problem()).isEqualTo(ProblemCode.SOURCE_OFFLINE);
    }
  }

  @Test
  void nothingHasVanishedWhileTheSentinelIsNotThere() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.sentinel(".here"))) {
      steps.here.write(".here", "");
      Path file = steps.here.write("a.fits", "content");
      steps.here.write("b.fits", "content");
      steps.sight("a.fits");
      Files.delete(file);
      Files.move(steps.here.data.resolve(".here"), home.resolve("here"));

      steps.take(SIGHTED);
      JournalFile waiting = steps.here.file("a.fits");
      assertThat(waiting.state()).isEqualTo(SIGHTED);
      assertThat(waiting.retry().problem()).isEqualTo(ProblemCode.SOURCE_OFFLINE);
      assertThat(waiting.retry().detail()).contains("sentinel .here");

      Files.move(home.resolve("here"), steps.here.data.resolve(".here"));
      steps.tick(Duration.ofMinutes(6)).take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(VANISHED);
    }
  }

  @Test
  void anEmptyFileWaitsForAPersonUnlessItIsWanted() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      steps.here.write("a.fits", "");
      steps.sight("a.fits");
      steps.take(SIGHTED);
      assertThat(steps.here.file("a.fits").retry().problem()).isEqualTo(ProblemCode.EMPTY);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(QUARANTINED);
    }
    Completeness wanted =
        new Completeness(Duration.ZERO, Optional.empty(), Optional.empty(), false);
    try (Stepping steps = new Stepping(home.resolve("2"), given -> given.with(wanted))) {
      steps.here.write("a.fits", "");
      steps.sight("a.fits");
      steps.take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void aNameThatDoesNotFitThePatternWaitsForAPerson() throws IOException {
    try (Stepping steps = new Stepping(home, SettleStepTest::withPattern)) {
      steps.here.write("LST.Run1.fits", "content");
      steps.here.write("notes.txt", "content");
      steps.sight("LST.Run1.fits");
      steps.sight("notes.txt");

      steps.take(SIGHTED);

      assertThat(steps.here.file("LST.Run1.fits").state()).isEqualTo(SETTLED);
      assertThat(steps.here.file("notes.txt").retry().problem())
          .isEqualTo(ProblemCode.PATTERN_MISMATCH);
    }
  }

  private static Given withPattern(Given given) {
    NamingSettings plain = given.treatment().naming();
    NamingSettings naming =
        new NamingSettings(
            Optional.of(Pattern.compile("LST\\.Run(?<run>\\d+).*")),
            "lst",
            "{path}",
            Optional.of("Run{run}"),
            plain.night(),
            plain.escape());
    Treatment old = given.treatment();
    return given.with(
        new Treatment(naming, old.digests(), old.rules(), old.protectSource(), old.safeCopies()));
  }

  @Test
  void aLinkThatTookTheFilesPlaceIsNotFollowed() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      Path file = steps.here.write("a.fits", "content");
      steps.sight("a.fits");
      Files.delete(file);
      Files.createSymbolicLink(file, home.resolve("state/journal.db"));

      steps.take(SIGHTED);

      assertThat(steps.here.file("a.fits").state()).isEqualTo(VANISHED);
    }
  }

  @Test
  void aFileIsSettledOnlyWhenItIsWholeByItsOwnFormat() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of("../test-data/astropy/chandra_time.fits"));
    try (Stepping steps = new Stepping(home, given -> given.quiet(QUIET).format(FileFormat.FITS))) {
      Path file = steps.here.data.resolve("a.fits");
      Files.write(file, Arrays.copyOf(whole, 20_000));
      steps.sight("a.fits");
      steps.tick(QUIET).take(SIGHTED);
      JournalFile waiting = steps.here.file("a.fits");
      assertThat(waiting.state()).isEqualTo(SIGHTED);
      assertThat(waiting.retry().problem()).isEqualTo(ProblemCode.FORMAT_INCOMPLETE);
      assertThat(waiting.retry().detail()).contains("the file at 20000");

      Files.write(file, whole);
      steps.tick(Duration.ofMinutes(6)).take(SIGHTED);
      assertThat(steps.here.file("a.fits").retry().problem()).isNull();
      steps.tick(QUIET).take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
      assertThat(steps.here.file("a.fits").standing().reason()).contains("whole as FITS");
    }
  }

  @Test
  void aFileThatIsBrokenByItsOwnFormatWaitsForAPerson() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.format(FileFormat.TAR))) {
      steps.here.write("a.tar", "no archive".repeat(100));
      steps.sight("a.tar");
      steps.take(SIGHTED);
      assertThat(steps.here.file("a.tar").state()).isEqualTo(QUARANTINED);
      assertThat(steps.here.file("a.tar").retry().problem()).isEqualTo(ProblemCode.FORMAT_BROKEN);
    }
  }

  @Test
  void anEmptyFileThatIsWantedHasNoFormat() throws IOException {
    Completeness wanted =
        new Completeness(Duration.ZERO, Optional.empty(), Optional.of(FileFormat.HDF5), false);
    try (Stepping steps = new Stepping(home, given -> given.with(wanted))) {
      steps.here.write("a.h5", "");
      steps.sight("a.h5");
      steps.take(SIGHTED);
      assertThat(steps.here.file("a.h5").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void aMarkerOlderThanTheDataIsNotEnough() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.marker("{path}.trigger"))) {
      long marked = FileStamp.of(steps.here.write("a.fits.trigger", "")).ctimeNanos();
      Path file = steps.here.write("a.fits", "the beginning");
      while (FileStamp.of(file).ctimeNanos() == marked) {
        Files.writeString(file, " and more", StandardOpenOption.APPEND);
      }
      steps.sight("a.fits", true);
      steps.take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SIGHTED);
      steps.tick(QUIET).take(SIGHTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void aFileWithoutItsMarkerForADayIsTold() throws IOException {
    try (Stepping steps = new Stepping(home, given -> given.marker("{path}.trigger"))) {
      steps.here.write("r/a.fits", "content");
      steps.sight("r/a.fits");
      steps.tick(Duration.ofHours(23)).take(SIGHTED);
      assertThat(steps.here.file("r/a.fits").retry().problem()).isNull();
      steps.tick(Duration.ofHours(2)).take(SIGHTED);
      JournalFile late = steps.here.file("r/a.fits");
      assertThat(late.state()).isEqualTo(SIGHTED);
      assertThat(late.retry().problem()).isEqualTo(ProblemCode.MARKER_AWAITED);
      assertThat(late.retry().detail()).contains("r/a.fits.trigger");
      steps.here.write("r/a.fits.trigger", "");
      steps.tick(Duration.ofMinutes(6)).take(SIGHTED);
      assertThat(steps.here.file("r/a.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void aFileBehindADirectoryThatBecameALinkHasVanished() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      steps.here.write("run1/a.fits", "content");
      steps.here.write("run2/b.fits", "content");
      steps.sight("run1/a.fits");
      steps.sight("run2/b.fits");
      Files.move(steps.here.data.resolve("run1"), home.resolve("outside"));
      Files.createSymbolicLink(steps.here.data.resolve("run1"), home.resolve("outside"));
      steps.take(SIGHTED);
      assertThat(steps.here.file("run1/a.fits").state()).isEqualTo(VANISHED);
      assertThat(steps.here.file("run2/b.fits").state()).isEqualTo(SETTLED);
    }
  }

  @Test
  void nothingHasVanishedWhenTheWholeSourceIsEmptyAllAtOnce() throws IOException {
    try (Stepping steps = new Stepping(home)) {
      for (String path : List.of("a.fits", "b.fits", "c.fits")) {
        steps.here.write(path, "content");
        steps.sight(path);
        Files.delete(steps.here.data.resolve(path));
      }
      steps.take(SIGHTED);
      assertThat(steps.here.files())
          .allSatisfy(
              file -> assertThat(file.retry().problem()).isEqualTo(ProblemCode.SOURCE_OFFLINE));
    }
  }
}
