// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.format.Facility;
import org.ingestd.testbed.telescope.content.format.FitsFile;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.TableKind;
import org.ingestd.testbed.telescope.content.format.Target;

/**
 * {@code R0/<date>/LST-1.<stream>.Run<run>.<subrun>.fits.fz}: four streams, five subruns a run, 20
 * runs a night.
 */
final class LstCamera implements Instrument {

  private static final int STREAMS = 4;
  private static final int SUBRUNS = 5;
  private static final int RUNS_A_NIGHT = 20;
  private static final int SECONDS = 60;
  private static final long USUAL_BYTES = 32_000;

  private final Campaign campaign;

  LstCamera(Campaign campaign) {
    this.campaign = campaign;
  }

  @Override
  public MockFile file(long number) {
    long stream = number % STREAMS + 1;
    long subrun = number / STREAMS % SUBRUNS;
    long ordinal = number / (STREAMS * SUBRUNS);
    long run = campaign.firstRun(Profile.LST) + ordinal;
    LocalDate night = campaign.night(number, ordinal / RUNS_A_NIGHT);
    String path =
        String.format(
            "R0/%s/LST-1.%d.Run%05d.%04d.fits.fz",
            night.format(DateTimeFormatter.BASIC_ISO_DATE), stream, run, subrun);
    long slot = ordinal % RUNS_A_NIGHT * SUBRUNS + subrun;
    Observation observation =
        Observation.ofSlot(String.format("%05d", run), Target.ofRun(run), night, slot, SECONDS);
    Random random = campaign.random(Profile.LST.key(), number);
    long bytes = campaign.size(USUAL_BYTES, random);
    FitsFile fits =
        new FitsFile(new Facility("LST-1", "LSTCam", "CTAO-N"), observation, random.nextLong());
    return new MockFile(
        Profile.LST, RawPath.of(path), bytes, out -> fits.write(out, TableKind.CAMERA_R0, bytes));
  }
}
