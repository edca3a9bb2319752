// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.format.Facility;
import org.ingestd.testbed.telescope.content.format.FitsFile;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.TableKind;
import org.ingestd.testbed.telescope.content.format.Target;

/**
 * {@code DL0/<unit>/ctao-n-acada/acada-adh/<kind>/<yyyy>/<mm>/<dd>/…_CHUNK<nnn>.fits.fz}, the
 * layout of the array control's data handler: per observation block seven chunks of telescope
 * events and one of subarray triggers.
 */
final class CtaoArray implements Instrument {

  private static final int CHUNKS = 8;
  private static final int BLOCKS_A_NIGHT = 40;
  private static final int SECONDS = 90;
  private static final long USUAL_BYTES = 24_000;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  private final Campaign campaign;

  CtaoArray(Campaign campaign) {
    this.campaign = campaign;
  }

  @Override
  public MockFile file(long number) {
    long chunk = number % CHUNKS;
    long ordinal = number / CHUNKS;
    long block = campaign.firstRun(Profile.CTAO) + ordinal;
    LocalDate night = campaign.night(number, ordinal / BLOCKS_A_NIGHT);
    // The creator id 2 in front marks blocks of the northern site.
    String obsId = String.format("%019d", 2_000_000_000L + block);
    String sbId = String.format("%019d", 2_000_000_000L + block / 4);
    long slot = ordinal % BLOCKS_A_NIGHT * CHUNKS + chunk;
    Observation observation = Observation.ofSlot(obsId, Target.ofRun(block), night, slot, SECONDS);
    boolean triggers = chunk == CHUNKS - 1;
    String path =
        String.format(
            triggers
                ? "DL0/ARRAY/ctao-n-acada/acada-adh/triggers/%s/SUB000_SWAT000_%s_SBID%s_OBSID%s_SUBARRAY_CHUNK%03d.fits.fz"
                : "DL0/LSTN-01/ctao-n-acada/acada-adh/events/%s/TEL001_SDH0000_%s_SBID%s_OBSID%s_CHUNK%03d.fits.fz",
            night.format(DAY),
            observation.start().atOffset(ZoneOffset.UTC).format(TIME),
            sbId,
            obsId,
            triggers ? 0 : chunk);
    return file(path, observation, triggers ? TableKind.TRIGGERS : TableKind.CAMERA_DL0, number);
  }

  private MockFile file(String path, Observation observation, TableKind kind, long number) {
    Random random = campaign.random(Profile.CTAO.key(), number);
    long bytes = campaign.size(USUAL_BYTES, random);
    String instrument = kind == TableKind.TRIGGERS ? "SWAT" : "LSTCam";
    FitsFile fits =
        new FitsFile(new Facility("CTAO-N", instrument, "CTAO"), observation, random.nextLong());
    return new MockFile(Profile.CTAO, RawPath.of(path), bytes, out -> fits.write(out, kind, bytes));
  }
}
