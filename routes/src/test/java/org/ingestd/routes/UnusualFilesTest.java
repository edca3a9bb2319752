// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Adler32;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.steps.rucio.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose names, sizes or insides are unusual, on their way to REGISTERED. */
class UnusualFilesTest {

  private static final Duration LATER = Duration.ofMinutes(6);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws Exception {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile taken(String path) throws IOException {
    steps.sight(path);
    steps.tick(LATER).takeUpTo(DIGESTED);
    return steps.here.file(path);
  }

  @Test
  void anEmptyFileThatIsFilledLaterIsTakenUpAgain() throws IOException {
    Path file = steps.here.write("a.fits", "");
    assertThat(taken("a.fits").retry().problem()).isEqualTo(ProblemCode.EMPTY);

    Files.writeString(file, "content");

    JournalFile grown = taken("a.fits");
    assertThat(grown.state()).isEqualTo(REGISTERED);
    assertThat(grown.size()).isEqualTo(7);
    assertThat(grown.standing().generation()).isEqualTo(2);
  }

  @Test
  void aFileThatIsTruncatedBeforeItIsReadIsTakenAsItIsThenOrHeldIfNothingIsLeft()
      throws IOException {
    for (String name : new String[] {"shorter", "emptied"}) {
      Path file = steps.here.write(name, "content of " + name);
      steps.sight(name);
      steps.take(SIGHTED);
      assertThat(steps.here.file(name).state()).isEqualTo(SETTLED);
      Files.writeString(file, name.equals("shorter") ? "content" : "");
    }

    for (int i = 0; i < 2; i++) {
      steps.tick(LATER).takeUpTo(DIGESTED);
    }

    assertThat(steps.here.file("shorter").state()).isEqualTo(REGISTERED);
    assertThat(steps.here.file("shorter").size()).isEqualTo(7);
    assertThat(steps.here.file("emptied").state()).isEqualTo(QUARANTINED);
    assertThat(steps.here.file("emptied").retry().problem()).isEqualTo(ProblemCode.EMPTY);
  }

  /** One character written in two ways: the file system keeps both names, and so do we. */
  @Test
  void twinsByUnicodeAreTwoFilesWithTwoNames() throws IOException {
    steps.here.write("\u00e9.fits", "composed");
    steps.here.write("e\u0301.fits", "decomposed");

    JournalFile composed = taken("\u00e9.fits");
    JournalFile decomposed = taken("e\u0301.fits");

    assertThat(composed.state()).isEqualTo(REGISTERED);
    assertThat(decomposed.state()).isEqualTo(REGISTERED);
    assertThat(Named.did(composed)).isNotEqualTo(Named.did(decomposed));
  }

  @Test
  void aNameLongerThanRucioTakesIsHeldBeforeAnyCall() throws IOException {
    String name = "x".repeat(255);
    steps.here.write(name, "content");
    long calls = steps.here.catalogue.calls().writing();

    JournalFile held = taken(name);

    assertThat(held.state()).isEqualTo(QUARANTINED);
    assertThat(held.retry().problem()).isEqualTo(ProblemCode.NAME_REFUSED);
    assertThat(held.retry().detail()).contains("255");
    assertThat(steps.here.catalogue.calls().writing()).isEqualTo(calls);
  }

  @Test
  void aFileWithHolesIsRegisteredWithItsWholeSizeAndItsZerosInTheChecksum() throws IOException {
    int size = 3 << 20;
    try (RandomAccessFile sparse =
        new RandomAccessFile(steps.here.data.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(size);
    }
    Adler32 zeros = new Adler32();
    zeros.update(new byte[size]);

    JournalFile registered = taken("sparse");

    assertThat(registered.state()).isEqualTo(REGISTERED);
    assertThat(registered.size()).isEqualTo(size);
    assertThat(Named.digests(registered).adler32()).isEqualTo("%08x".formatted(zeros.getValue()));
    assertThat(reasons("sparse")).anyMatch(reason -> reason.contains("100 % of it are zeros"));
    assertThat(steps.here.listener.remarks).containsExactly(Remark.ZEROS);
  }

  @Test
  void aFileThatIsHalfHolesIsToldAndOneWithFewerIsNot() throws IOException {
    for (int pages : new int[] {32, 31}) {
      try (RandomAccessFile file =
          new RandomAccessFile(steps.here.data.resolve("with" + pages).toFile(), "rw")) {
        byte[] written = new byte[(64 - pages) * 4096];
        Arrays.fill(written, (byte) 1);
        file.write(written);
        file.setLength(64 * 4096);
      }
      assertThat(taken("with" + pages).state()).isEqualTo(REGISTERED);
    }

    assertThat(reasons("with32")).anyMatch(reason -> reason.contains("50 % of it are zeros"));
    assertThat(reasons("with31")).noneMatch(reason -> reason.contains("zeros"));
  }

  @Test
  void hardLinksAreToldAndRegisteredUnderEachName() throws IOException {
    steps.here.write("a.fits", "content");
    Files.createLink(steps.here.data.resolve("b.fits"), steps.here.data.resolve("a.fits"));

    assertThat(taken("a.fits").state()).isEqualTo(REGISTERED);
    assertThat(taken("b.fits").state()).isEqualTo(REGISTERED);

    for (String path : List.of("a.fits", "b.fits")) {
      assertThat(reasons(path)).anyMatch(reason -> reason.contains("2 names (hard links)"));
    }
    assertThat(steps.here.listener.remarks).containsExactly(Remark.HARD_LINKS, Remark.HARD_LINKS);
  }

  @Test
  void aCopyIsToldAndRegisteredAsAFileOfItsOwn() throws IOException {
    steps.here.write("a.fits", "content");
    assertThat(taken("a.fits").state()).isEqualTo(REGISTERED);
    steps.here.write("other.fits", "CONTENT");
    assertThat(taken("other.fits").state()).isEqualTo(REGISTERED);
    assertThat(steps.here.listener.remarks).isEmpty();
    steps.here.write("copy.fits", "content");

    assertThat(taken("copy.fits").state()).isEqualTo(REGISTERED);

    assertThat(reasons("copy.fits"))
        .contains(
            "its content is that of a.fits ("
                + steps.here.file("a.fits").key().source()
                + ") as well");
    assertThat(steps.here.listener.remarks).containsExactly(Remark.SAME_CONTENT);
  }

  /** However often it has to be tried. */
  @Test
  void twoCopiesThatComeTogetherAreToldOnceEach() throws IOException {
    steps.here.write("a.fits", "content");
    steps.here.write("b.fits", "content");
    steps.sight("a.fits");
    steps.sight("b.fits");
    steps.here.catalogue.beginOutage();
    for (int i = 0; i < 3; i++) {
      steps.tick(LATER).takeUpTo(DIGESTED);
    }
    steps.here.catalogue.endOutage();
    steps.tick(LATER).takeUpTo(DIGESTED);

    for (String path : List.of("a.fits", "b.fits")) {
      assertThat(steps.here.file(path).state()).isEqualTo(REGISTERED);
      assertThat(reasons(path)).filteredOn(reason -> reason.contains("as well")).hasSize(1);
    }
  }

  private List<String> reasons(String path) {
    return steps.here.journal().history(steps.here.file(path).id()).stream()
        .map(HistoryLine::reason)
        .toList();
  }
}
