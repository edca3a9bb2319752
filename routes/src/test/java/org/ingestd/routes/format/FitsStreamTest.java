// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsIntegrityException;
import org.ingestd.routes.format.FitsSums.Result;
import org.ingestd.testbed.telescope.content.format.Facility;
import org.ingestd.testbed.telescope.content.format.FitsFile;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.TableKind;
import org.ingestd.testbed.telescope.content.format.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitsStreamTest {

  private static final int BLOCK = 2880;

  @TempDir Path home;

  private static Path real(String name) {
    return Judged.TEST_DATA.resolve("astropy/" + name);
  }

  private static FitsContent inOneGo(byte[] file, boolean sums, String... keywords) {
    FitsStream stream = new FitsStream(List.of(keywords), sums);
    stream.accept(ByteBuffer.wrap(file));
    return stream.content();
  }

  private static FitsContent read(Path file, boolean sums, String... keywords) throws IOException {
    try (FileChannel open = FileChannel.open(file)) {
      return new FitsStream(List.of(keywords), sums).read(open);
    }
  }

  @Test
  void cardsOfARealFileAreFoundInWhicheverHduTheyStand() throws IOException {
    FitsContent content =
        read(
            real("chandra_time.fits"),
            false,
            "TELESCOP",
            "INSTRUME",
            "DATE-OBS",
            "EXPOSURE",
            "OBSERVER",
            "SIMPLE",
            "NOSUCH");

    assertThat(content.fits()).isTrue();
    assertThat(content.fault()).isEmpty();
    assertThat(content.cards())
        .containsEntry("TELESCOP", "CHANDRA")
        .containsEntry("INSTRUME", "ACIS")
        .containsEntry("SIMPLE", true)
        .doesNotContainKey("NOSUCH");
    assertThat((String) content.cards().get("DATE-OBS")).startsWith("2");
    assertThat(content.cards().get("EXPOSURE")).isInstanceOf(Double.class);
  }

  @Test
  void aCompressedImageTellsTheLayoutOfWhatWasCompressed() throws IOException {
    FitsContent content =
        read(real("compressed_image.fits"), false, "NAXIS1", "NAXIS2", "BITPIX", "XTENSION");

    assertThat(content.cards())
        .containsEntry("NAXIS1", 10L)
        .containsEntry("NAXIS2", 10L)
        .containsEntry("BITPIX", 16L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chandra_time.fits",
        "checksum.fits",
        "checksum_false.fits",
        "compressed_image.fits",
        "variable_length_table.fits"
      })
  void thePiecesInWhichAFileComesDoNotMatter(String name) throws IOException {
    byte[] file = Files.readAllBytes(real(name));
    String[] keywords = {"TELESCOP", "DATE-OBS", "NAXIS1", "EXTNAME", "TFORM1"};
    FitsContent whole = inOneGo(file, true, keywords);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      FitsStream stream = new FitsStream(List.of(keywords), true);
      for (int at = 0; at < file.length; ) {
        int length = Math.min(file.length - at, 1 + random.nextInt(seed < 3 ? 7 : 5_000));
        stream.accept(ByteBuffer.wrap(file, at, length).slice().asReadOnlyBuffer());
        at += length;
      }
      assertThat(stream.content()).as("seed " + seed).isEqualTo(whole);
    }
    assertThat(read(real(name), true, keywords)).isEqualTo(whole);
    assertThat(read(real(name), false, keywords).cards()).isEqualTo(whole.cards());
  }

  @ParameterizedTest
  @CsvSource({
    "checksum.fits, RIGHT",
    "checksum_false.fits, WRONG",
    "compressed_image.fits, NONE",
    "variable_length_table.fits, NONE"
  })
  void sumsAreJudgedAsTheLibraryJudgesThem(String name, Result wanted) throws Exception {
    FitsContent content = read(real(name), true);

    assertThat(content.sums().result()).as("" + content.sums()).isEqualTo(wanted);
    assertThat(isRightByTheLibrary(real(name))).isEqualTo(wanted != Result.WRONG);
  }

  private static boolean isRightByTheLibrary(Path file) throws Exception {
    try (Fits fits = new Fits(file.toFile())) {
      fits.verifyIntegrity();
      return true;
    } catch (FitsIntegrityException e) {
      return false;
    }
  }

  @Test
  void aWrongSumIsToldWithBothValues() throws IOException {
    assertThat(read(real("checksum_false.fits"), true).sums().wrong())
        .isNotEmpty()
        .anyMatch(why -> why.matches("HDU of .*: DATASUM is \\d+, the data's sum is \\d+"));
  }

  @Test
  void anyFlippedBitOfASealedFileIsFound() throws Exception {
    byte[] sealed = mock();
    assertThat(inOneGo(sealed, true).sums().result()).isEqualTo(Result.RIGHT);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = sealed.clone();
      int at = 2 * BLOCK + random.nextInt(sealed.length - 2 * BLOCK);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      FitsContent content = inOneGo(flipped, true);
      boolean noticed =
          content.fault().isPresent()
              || content.sums().result() == Result.WRONG
              || cutShort(content);
      assertThat(noticed).as("byte " + at).isTrue();
    }
  }

  /** A bit of a keyword that tells the layout may make the rest look like no HDU at all. */
  private static boolean cutShort(FitsContent content) {
    return content.sums().right() < 4;
  }

  @Test
  void aFileThatEndsWithinDataOfWhichThereIsASumIsWrong() throws Exception {
    byte[] sealed = mock();

    FitsContent cut = inOneGo(Arrays.copyOf(sealed, sealed.length - BLOCK), true);

    assertThat(cut.sums().wrong()).anyMatch(why -> why.contains("ends before its data"));
  }

  private static byte[] mock() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Facility facility = new Facility("LST-1", "LSTCam", "CTAO");
    Observation observation =
        Observation.ofSlot("1", Target.M_87, LocalDate.of(2026, 1, 21), 0, 60);
    new FitsFile(facility, observation, 7).write(out, TableKind.CAMERA_R0, 60_000);
    return out.toByteArray();
  }

  @Test
  void aHeaderOfAHundredMegabytesIsAFaultAfterItsFirst() throws IOException {
    Path bomb = home.resolve("bomb.fits");
    byte[] cards = header("SIMPLE  =                    T", false);
    byte[] more = header("HISTORY bomb", false);
    try (FileChannel out =
        FileChannel.open(bomb, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(cards));
      for (int i = 1; i < 100_000_000 / BLOCK; i++) {
        out.write(ByteBuffer.wrap(more));
      }
    }

    try (FileChannel in = FileChannel.open(bomb)) {
      FitsContent content = new FitsStream(List.of("OBJECT"), true).read(in);
      assertThat(content.fault().orElseThrow())
          .isEqualTo("the header of the primary HDU has no END in 1048320 bytes");
      assertThat(in.position()).isLessThan(1_200_000);
    }
  }

  @Test
  void textsOfAnyKindAreCardsOrNothing() throws IOException {
    FitsContent content =
        inOneGo(
            header(
                """
                SIMPLE  =                    T
                BITPIX  =                    8
                NAXIS   =                    0
                QUOTED  = 'O''Neill / not a comment' / comment
                LONGER  = 'begins here and &'
                CONTINUE  'goes on &'
                CONTINUE  'to its end' / comment
                HIERARCH ESO OBS ID = 200123456 / block
                REAL    =              1.5D+03
                HUGE    =            1.0E+9999
                BIG     = 123456789012345678901234567890
                NONE    =
                BLANK   = '   '
                BARE    = 2026-01-21
                OPEN    = 'never closed
                CONTROL = 'a\u0001b\u007f\u00e9'
                FLAG    =                    F""",
                true),
            false,
            "QUOTED LONGER REAL HUGE BIG NONE BLANK BARE OPEN CONTROL FLAG".split(" "));

    assertThat(content.cards())
        .containsEntry("QUOTED", "O'Neill / not a comment")
        .containsEntry("LONGER", "begins here and goes on to its end")
        .containsEntry("REAL", 1500.0)
        .containsEntry("HUGE", "1.0E+9999")
        .containsEntry("BIG", "123456789012345678901234567890")
        .containsEntry("FLAG", false)
        .containsEntry("CONTROL", "a\\x01b\\x7f?")
        .doesNotContainKeys("NONE", "BLANK");
  }

  @Test
  void hierarchicalKeywordsAreFoundWithAndWithoutTheirFirstWord() throws IOException {
    byte[] file =
        header(
            """
            SIMPLE  =                    T
            BITPIX  =                    8
            NAXIS   =                    0
            HIERARCH ESO OBS ID = 200123456 / block
            HIERARCH ESO INS MODE = 'IMAGING'""",
            true);

    assertThat(inOneGo(file, false, "ESO OBS ID", "HIERARCH ESO INS MODE").cards())
        .isEqualTo(Map.of("ESO OBS ID", 200123456L, "HIERARCH ESO INS MODE", "IMAGING"));
  }

  @Test
  void whatIsNoFitsHasNoCardsAndNoFault() {
    for (String text : List.of("", "SIMPLE", "hello, I am a log file", "x".repeat(10_000))) {
      FitsContent content = inOneGo(text.getBytes(ISO_8859_1), true, "OBJECT");
      assertThat(content.fits()).isFalse();
      assertThat(content.cards()).isEmpty();
      assertThat(content.fault()).isEmpty();
      assertThat(content.sums().result()).isEqualTo(Result.NONE);
    }
  }

  @Test
  void aHeaderThatDoesNotTellItsLengthIsAFault() throws IOException {
    assertThat(inOneGo(header("SIMPLE  =                    T\nBITPIX  = 9", true), false).fault())
        .isPresent();
    String huge =
        """
        SIMPLE  =                    T
        BITPIX  =                   64
        NAXIS   =                    2
        NAXIS1  =           4000000000
        NAXIS2  =           4000000000""";
    assertThat(inOneGo(header(huge, true), false).fault().orElseThrow())
        .contains("larger than any file");
  }

  private static byte[] header(String lines, boolean end) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : (end ? lines + "\nEND" : lines).split("\n")) {
      out.write("%-80s".formatted(line).getBytes(ISO_8859_1));
    }
    byte[] cards = out.toByteArray();
    byte[] block = new byte[-Math.floorDiv(-cards.length, BLOCK) * BLOCK];
    Arrays.fill(block, (byte) ' ');
    System.arraycopy(cards, 0, block, 0, cards.length);
    return block;
  }
}
