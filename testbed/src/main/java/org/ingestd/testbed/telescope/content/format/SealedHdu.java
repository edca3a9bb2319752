// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.utilities.FitsCheckSum;
import nom.tam.util.FitsOutputStream;

/**
 * The bytes of one HDU with DATASUM and CHECKSUM (FITS 4.0, §4.4.2.7 and appendix J).
 *
 * <p>The library can set them, but writes the time of day into the comments of SIMPLE, DATASUM and
 * CHECKSUM whenever a header is written. Equal seeds must give equal bytes, so these three cards
 * get their place under other names and are filled in here.
 */
final class SealedHdu {

  private static final int CARD = 80;
  private static final int BLOCK = 2_880;
  private static final String DATASUM_PLACE = "MOCKDSUM";
  private static final String CHECKSUM_PLACE = "MOCKCSUM";
  private static final String UNSET = "0".repeat(16);

  private SealedHdu() {}

  static byte[] bytes(BasicHDU<?> hdu) throws FitsException {
    hdu.getHeader().addValue(DATASUM_PLACE, "0", "");
    hdu.getHeader().addValue(CHECKSUM_PLACE, UNSET, "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hdu.write(new FitsOutputStream(out));
    byte[] bytes = out.toByteArray();
    if (card(bytes, 0).startsWith("SIMPLE")) {
      put(bytes, 0, "SIMPLE  =                    T / conforms to FITS standard");
    }
    seal(bytes);
    return bytes;
  }

  private static void seal(byte[] bytes) {
    int dataStart = (find(bytes, "END     ") / BLOCK + 1) * BLOCK;
    int dataSumAt = find(bytes, DATASUM_PLACE);
    int checkSumAt = find(bytes, CHECKSUM_PLACE);
    long data = FitsCheckSum.checksum(Arrays.copyOfRange(bytes, dataStart, bytes.length));
    put(bytes, dataSumAt, valueCard("DATASUM", Long.toString(data), "data unit checksum"));
    put(bytes, checkSumAt, valueCard("CHECKSUM", UNSET, "HDU checksum"));
    String whole = FitsCheckSum.encode(FitsCheckSum.checksum(bytes), true);
    put(bytes, checkSumAt, valueCard("CHECKSUM", whole, "HDU checksum"));
  }

  private static String valueCard(String key, String value, String comment) {
    return String.format(Locale.ROOT, "%-8s= %-20s / %s", key, "'" + value + "'", comment);
  }

  private static int find(byte[] bytes, String key) {
    int at = 0;
    while (!card(bytes, at).startsWith(key)) {
      at += CARD;
    }
    return at;
  }

  private static String card(byte[] bytes, int at) {
    return new String(bytes, at, CARD, US_ASCII);
  }

  private static void put(byte[] bytes, int at, String card) {
    byte[] padded = String.format(Locale.ROOT, "%-" + CARD + "s", card).getBytes(US_ASCII);
    System.arraycopy(padded, 0, bytes, at, CARD);
  }
}
