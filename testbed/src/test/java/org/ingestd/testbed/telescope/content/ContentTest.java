// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsIntegrityException;
import nom.tam.fits.Header;
import nom.tam.image.compression.hdu.CompressedTableHDU;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 1, 21);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"LST", "CTAO"})
  void fitsFilesKeepTheirIntegrityAndHaveRawRows(Profile profile) throws Exception {
    for (long number = 0; number < 16; number++) {
      byte[] bytes = bytes(profile, number, 1);
      assertThat(bytes.length % 2_880).isZero();

      try (Fits fits = new Fits(write(bytes).toFile())) {
        fits.verifyIntegrity();
        BinaryTableHDU table = ((CompressedTableHDU) fits.getHDU(1)).asBinaryTableHDU();
        int[] ids = (int[]) table.getColumn(0);
        assertThat(ids[0]).isOne();
        assertThat(ids[ids.length - 1]).isEqualTo(ids.length);
      }
    }
  }

  @Test
  void aFlippedBitIsFoundByTheSums() throws Exception {
    byte[] bytes = bytes(Profile.LST, 0, 1);
    bytes[bytes.length - 4_000] ^= 1;

    try (Fits fits = new Fits(write(bytes).toFile())) {
      assertThatThrownBy(fits::verifyIntegrity).isInstanceOf(FitsIntegrityException.class);
    }
  }

  @Test
  void bothSumsAreInEveryHeaderWithTheCardsThatArchivesAskFor() throws Exception {
    try (Fits fits = new Fits(write(bytes(Profile.LST, 7, 1)).toFile())) {
      for (int hdu = 0; hdu < 2; hdu++) {
        Header header = fits.getHDU(hdu).getHeader();
        assertThat(
                List.of(
                    "TELESCOP",
                    "INSTRUME",
                    "OBS_ID",
                    "OBJECT",
                    "DATE-OBS",
                    "EXPTIME",
                    "ORIGIN",
                    "CREATOR",
                    "CHECKSUM",
                    "DATASUM"))
            .allMatch(header::containsKey);
        assertThat(header.getStringValue("TELESCOP")).isEqualTo("LST-1");
        assertThat(header.getStringValue("DATE-OBS")).startsWith("2026-01-21T2");
      }
    }
  }

  @Test
  void largeFitsFilesComeInSeveralTables() throws Exception {
    try (Fits fits = new Fits(write(bytes(Profile.CTAO, 0, 600)).toFile())) {
      fits.verifyIntegrity();
      assertThat(fits.read().length).isGreaterThan(3);
      assertThat(fits.getHDU(2).getHeader().getIntValue("EXTVER")).isEqualTo(2);
    }
  }

  @Test
  void theTarHoldsADirectoryLaidOutAsAMeasurementSetWithoutItsLock() throws Exception {
    byte[] bytes = bytes(Profile.LOFAR, 3, 1);

    List<String> names = new ArrayList<>();
    long data = 0;
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        names.add(e.getName().replaceFirst("^L\\d+_SB003_uv\\.MS/", ""));
        data += tar.readAllBytes().length;
      }
    }

    assertThat(bytes.length % 10_240).isZero();
    assertThat(names)
        .contains("", "table.info", "table.dat", "table.f0", "table.f1", "ANTENNA/table.dat")
        .doesNotContain("table.lock");
    assertThat(data).isBetween(bytes.length / 2L, (long) bytes.length);
  }

  @Test
  void rootFilesBeginAsRootDoesAndSayWhatTheyAre() throws Exception {
    byte[] bytes = bytes(Profile.MAGIC, 0, 1);
    ByteBuffer header = ByteBuffer.wrap(bytes);

    assertThat(new String(bytes, 0, 4, US_ASCII)).isEqualTo("root");
    assertThat(header.getInt(8)).isEqualTo(100);
    assertThat(header.getInt(12)).isEqualTo(bytes.length);
    assertThat(new String(bytes, 100, 80, US_ASCII)).contains("ingestd mock telescope");
  }

  @ParameterizedTest
  @EnumSource
  void theSameFileIsTheSameBytesEachTimeAndNoOther(Profile profile) throws Exception {
    assertThat(bytes(profile, 5, 1))
        .isEqualTo(bytes(profile, 5, 1))
        .isNotEqualTo(bytes(profile, 6, 1));
  }

  private static byte[] bytes(Profile profile, long number, double scale) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    profile.instrument(new Campaign(1, NIGHT, scale)).file(number).content().writeTo(out);
    return out.toByteArray();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "mock", ".fits"), bytes);
  }
}
