// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCardException;
import nom.tam.fits.NullDataHDU;

/**
 * A FITS file of a primary header and tables of at most {@link #TABLE_BYTES} each, so that a file
 * of any size is made in bounded memory. Every HDU carries CHECKSUM and DATASUM (FITS 4.0,
 * §4.4.2.7).
 */
public final class FitsFile {

  private static final long TABLE_BYTES = 4L << 20;

  private final Facility facility;
  private final Observation observation;
  private final long seed;

  public FitsFile(Facility facility, Observation observation, long seed) {
    this.facility = facility;
    this.observation = observation;
    this.seed = seed;
  }

  /**
   * @param bytes the size wished for; the file comes near it
   */
  public void write(OutputStream out, TableKind kind, long bytes) throws IOException {
    Random random = new Random(seed);
    try {
      BasicHDU<?> primary = new NullDataHDU();
      primary.getHeader().addValue("EXTEND", true, "tables follow");
      out.write(seal(primary));
      int version = 1;
      for (long left = bytes; left > 0; left -= TABLE_BYTES, version++) {
        int rows = (int) Math.max(1, Math.min(TABLE_BYTES, left) / kind.roughRowBytes());
        out.write(seal(EventTable.make(kind, rows, version, random)));
      }
      out.flush();
    } catch (FitsException e) {
      throw new IOException("Mock FITS file for observation " + observation.id(), e);
    }
  }

  private byte[] seal(BasicHDU<?> hdu) throws FitsException {
    describe(hdu.getHeader());
    return SealedHdu.bytes(hdu);
  }

  private void describe(Header header) throws HeaderCardException {
    String start = date(observation.start().toString());
    header.addValue("TELESCOP", facility.telescope(), "telescope");
    header.addValue("INSTRUME", facility.instrument(), "instrument");
    header.addValue("ORIGIN", facility.origin(), "organisation");
    header.addValue("CREATOR", "ingestd mock telescope", "not a real observation");
    header.addValue("OBS_ID", observation.id(), "observation");
    header.addValue("OBS_MODE", "POINTING", "mode");
    header.addValue("OBJECT", observation.target().object(), "target");
    header.addValue("RA_OBJ", observation.target().rightAscension(), "[deg] J2000");
    header.addValue("DEC_OBJ", observation.target().declination(), "[deg] J2000");
    header.addValue("TIMESYS", "UTC", "time system");
    header.addValue("DATE-OBS", start, "start");
    header.addValue("DATE-END", date(observation.end().toString()), "end");
    header.addValue("EXPTIME", observation.seconds(), "[s] exposure");
  }

  private static String date(String instant) {
    return instant.replace("Z", "");
  }
}
