// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.ingestd.testbed.telescope.content.format.MeasurementSetTar;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On archives of the mock telescope and of the system's own tar. */
class TarFormatTest {

  private static final int BLOCK = 512;

  @TempDir Path home;
  private Judged tar = new Judged(FileFormat.TAR, Path.of(""));

  @BeforeEach
  void prepare() {
    tar = new Judged(FileFormat.TAR, home.resolve("scratch"));
  }

  /** Where the zeros of the end begin, the archive is whole as soon as two blocks of them stand. */
  private void cutAnywhereIsNotYet(byte[] whole) throws IOException {
    int last = whole.length;
    while (whole[last - 1] == 0) {
      last--;
    }
    int end = (last + BLOCK - 1) / BLOCK * BLOCK;
    tar.isComplete(whole);
    tar.cutAnywhereIsNotYet(whole, BLOCK, cut -> cut >= end + 2 * BLOCK);
  }

  @Test
  void aMeasurementSetOfTheMockTelescopeIsCompleteAndCutAnywhereItIsNotYet() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Observation observation =
        Observation.ofSlot("1", Target.M_87, LocalDate.of(2026, 1, 21), 0, 60);
    new MeasurementSetTar("L1_SB000_uv.MS", observation, 20_000, 7).writeTo(out);

    cutAnywhereIsNotYet(out.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "posix", "ustar", "v7", "oldgnu"})
  void anArchiveOfTheSystemsTarIsCompleteAndCutAnywhereItIsNotYet(String format) throws Exception {
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "content that fills no block");
    Files.createLink(tree.resolve("b.txt"), tree.resolve("a.txt"));
    Files.createSymbolicLink(tree.resolve("c.txt"), Path.of("a.txt"));
    if (!format.equals("v7") && !format.equals("ustar")) {
      Files.writeString(tree.resolve("n".repeat(180)), "a name too long for a header");
    }

    cutAnywhereIsNotYet(archived("--format=" + format, "tree"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "posix"})
  void aSparseFileWithManyHolesIsPassedOver(String format) throws Exception {
    Path tree = Files.createDirectories(home.resolve("tree"));
    try (RandomAccessFile file = new RandomAccessFile(tree.resolve("holes").toFile(), "rw")) {
      for (int hole = 0; hole < 60; hole++) {
        file.seek(hole * 100_000L);
        file.write(1);
      }
    }
    Files.writeString(tree.resolve("z.txt"), "behind it");

    cutAnywhereIsNotYet(archived("--format=" + format, "--sparse", "--sort=name", "tree"));
  }

  private byte[] archived(String... arguments) throws Exception {
    Path archive = home.resolve("archive.tar");
    String[] command = new String[arguments.length + 5];
    System.arraycopy(
        new String[] {"tar", "-C", home.toString(), "-cf", archive.toString()}, 0, command, 0, 5);
    System.arraycopy(arguments, 0, command, 5, arguments.length);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllBytes(archive);
  }

  /** A size of more than eleven octal digits stands in a pax header, or in binary. */
  @ParameterizedTest
  @ValueSource(strings = {"gnu", "posix"})
  void anEntryOfTenGibibytesIsPassedOver(String format) throws Exception {
    Path tree = Files.createDirectories(home.resolve("tree"));
    long size = 10L << 30;
    try (RandomAccessFile file = new RandomAccessFile(tree.resolve("large").toFile(), "rw")) {
      file.setLength(size);
    }
    byte[] beginning = beginningOfArchive("tar", "-C", home.toString(), "--format=" + format);

    assertThat(tar.ofSparse(beginning, beginning.length + size + 1024))
        .isEqualTo(new Completion.Complete());
    assertThat(tar.ofSparse(beginning, beginning.length + size - 1))
        .isInstanceOf(Completion.NotYet.class);
    assertThat(tar.ofSparse(beginning, beginning.length + size))
        .isInstanceOf(Completion.NotYet.class);
  }

  /** The headers of an archive whose only entry has a size, without its data. */
  private byte[] beginningOfArchive(String... command) throws Exception {
    Path archive = home.resolve("archive.tar");
    String[] whole = Arrays.copyOf(command, command.length + 3);
    whole[command.length] = "-cf";
    whole[command.length + 1] = "-";
    whole[command.length + 2] = "tree/large";
    Process process = new ProcessBuilder(whole).start();
    byte[] first = process.getInputStream().readNBytes(8 * BLOCK);
    process.destroy();
    Files.write(archive, first);
    int last = first.length;
    while (first[last - 1] == 0) {
      last--;
    }
    return Arrays.copyOf(first, (last + BLOCK - 1) / BLOCK * BLOCK);
  }

  @Test
  void roomThatIsReservedIsNoEnd() throws Exception {
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "content");
    byte[] whole = archived("tree");

    tar.isNotYet(Arrays.copyOf(whole, 2 << 20), "room that may still be written");
    tar.isNotYet(new byte[10_240], "begins with zeros");
    tar.filledUpFromTheFrontIsNeverBelieved(whole, BLOCK);
  }

  @Test
  void whatIsNoArchiveOrDamagedIsBroken() throws Exception {
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "content");
    byte[] whole = archived("tree");
    byte[] flipped = whole.clone();
    flipped[3] ^= 1;
    byte[] behind = whole.clone();
    behind[behind.length - 1] = 1;
    byte[] single = whole.clone();
    single[4 * BLOCK] = 1;

    tar.isBroken(flipped, "checksum of the header at 0");
    tar.isBroken(behind, "bytes stand behind its end");
    tar.isBroken(single, "a single block of zeros");
    tar.isBroken("a log file. ".repeat(100).getBytes(US_ASCII), "at 0 is no header");
  }
}
