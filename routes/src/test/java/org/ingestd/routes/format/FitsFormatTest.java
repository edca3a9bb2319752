// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ingestd.testbed.telescope.content.format.Facility;
import org.ingestd.testbed.telescope.content.format.FitsFile;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.TableKind;
import org.ingestd.testbed.telescope.content.format.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitsFormatTest {

  private static final int BLOCK = 2880;

  @TempDir Path home;
  private Judged fits = new Judged(FileFormat.FITS, Path.of(""));

  @BeforeEach
  void prepare() {
    fits = new Judged(FileFormat.FITS, home.resolve("scratch"));
  }

  /** Astropy's {@code fileinfo()}: only the two images are a file of their own without the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chandra_time.fits 0",
        "checksum.fits 11520",
        "checksum_false.fits 11520",
        "compressed_image.fits 0",
        "variable_length_table.fits 0"
      })
  void aRealFileIsCompleteAndCutAnywhereItIsNotYet(String given) throws IOException {
    String[] nameAndPrimaryEnd = given.split(" ", 2);
    byte[] whole = Files.readAllBytes(Judged.TEST_DATA.resolve("astropy/" + nameAndPrimaryEnd[0]));

    fits.isComplete(whole);

    fits.cutAnywhereIsNotYet(whole, BLOCK, cut -> cut == Long.parseLong(nameAndPrimaryEnd[1]));
  }

  @Test
  void aFileOfTheMockTelescopeIsCompleteAndCutAnywhereItIsNotYet() throws Exception {
    byte[] whole = mock();

    fits.isComplete(whole);
    fits.cutAnywhereIsNotYet(whole, BLOCK, cut -> false);
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
  void aFileWhoseWholeLengthIsReservedIsNotBelievedBeforeItsHeadersAreThere() throws IOException {
    byte[] whole = Files.readAllBytes(Judged.TEST_DATA.resolve("astropy/checksum.fits"));

    fits.filledUpFromTheFrontIsNeverBelieved(whole, 720);
    fits.isNotYet(new byte[5 * BLOCK], "no header is written yet at 0");
    fits.isNotYet(Arrays.copyOf(Arrays.copyOf(whole, 11520), whole.length), "at 11520");
  }

  @Test
  void dataThatTheHeaderDoesNotYetTellOfAreNotYet() throws IOException {
    byte[] table =
        concat(header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0"), "data".getBytes(US_ASCII));

    fits.isNotYet(table, "behind the last HDU");
  }

  @Test
  void whatIsNoFitsIsBroken() throws IOException {
    fits.isBroken("hello, I am a log file".getBytes(US_ASCII), "does not begin as FITS");
    fits.isBroken(header("SIMPLE  = T", "NAXIS   = 0"), "BITPIX is missing");
    fits.isBroken(
        header("SIMPLE  = T", "BITPIX  = 9", "NAXIS   = 1", "NAXIS1  = 1"), "BITPIX is 9");
    fits.isBroken(header("SIMPLE  = T", "BITPIX  = 8"), "NAXIS is missing");
    fits.isBroken(header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 1"), "NAXIS1 is missing");
    fits.isBroken(
        header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = -4"), "NAXIS1 is -4");
    fits.isBroken(
        header(
            "SIMPLE  = T",
            "BITPIX  = 64",
            "NAXIS   = 2",
            "NAXIS1  = 4000000000",
            "NAXIS2  = 4000000000"),
        "larger than any file");
  }

  @Test
  void theLengthOfRandomGroupsAndHeapsFollowsFromTheirCounts() throws IOException {
    byte[] groups =
        header(
            "SIMPLE  = T",
            "BITPIX  = -32",
            "NAXIS   = 3",
            "NAXIS1  = 0",
            "NAXIS2  = 10",
            "NAXIS3  = 20",
            "GROUPS  = T",
            "PCOUNT  = 6",
            "GCOUNT  = 5 / groups");
    int bytes = 4 * 5 * (6 + 10 * 20);

    fits.isComplete(Arrays.copyOf(groups, BLOCK + 2 * BLOCK));
    assertThat(bytes).isBetween(BLOCK, 2 * BLOCK);
    fits.isNotYet(Arrays.copyOf(groups, BLOCK + bytes), "the primary data ends at 8640");
  }

  @Test
  void extensionsThatThePrimaryHeaderPromisesAreWaitedFor() throws IOException {
    fits.isComplete(header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0"));
    fits.isNotYet(header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "EXTEND  = T"), "0 of 1");
    byte[] image = Files.readAllBytes(Judged.TEST_DATA.resolve("astropy/checksum.fits"));
    byte[] promising = image.clone();
    byte[] card = card("NEXTEND = 2");
    System.arraycopy(card, 0, promising, 80 * lineOf(image, "COMMENT"), 80);
    fits.isNotYet(promising, "1 of 2");
  }

  private static int lineOf(byte[] file, String keyword) {
    for (int line = 0; ; line++) {
      if (new String(file, line * 80, keyword.length(), US_ASCII).equals(keyword)) {
        return line;
      }
    }
  }

  @Test
  void anImageOfAHundredGigabytesIsJudgedByItsHeader() throws IOException {
    byte[] header =
        header(
            "SIMPLE  = T", "BITPIX  = 16", "NAXIS   = 2", "NAXIS1  = 250000", "NAXIS2  = 200000");
    long whole = BLOCK + (100_000_000_000L + BLOCK - 1) / BLOCK * BLOCK;

    assertThat(fits.ofSparse(header, whole)).isEqualTo(new Completion.Complete());
    assertThat(fits.ofSparse(header, whole - 1)).isInstanceOf(Completion.NotYet.class);
    assertThat(fits.ofSparse(header, whole + 1)).isInstanceOf(Completion.NotYet.class);
  }

  private static byte[] header(String... cards) {
    return concat(
        Stream.concat(Stream.of(cards), Stream.of("END"))
            .map(FitsFormatTest::card)
            .reduce(new byte[0], FitsFormatTest::concat),
        " ".repeat(BLOCK - 80 * (cards.length + 1)).getBytes(US_ASCII));
  }

  private static byte[] card(String text) {
    return String.format("%-80s", text).getBytes(US_ASCII);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
