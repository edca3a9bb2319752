// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.LocalDate;
import java.util.Random;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.format.MeasurementSetTar;
import org.ingestd.testbed.telescope.content.format.Observation;
import org.ingestd.testbed.telescope.content.format.Target;

/** {@code LOFAR/<project>/L<id>/L<id>_SB<nnn>_uv.MS.tar}: 60 subbands an observation. */
final class LofarSubbands implements Instrument {

  private static final int SUBBANDS = 60;
  private static final int OBSERVATIONS_A_NIGHT = 4;
  private static final int SECONDS = 7_200;
  private static final long USUAL_BYTES = 60_000;

  private final Campaign campaign;

  LofarSubbands(Campaign campaign) {
    this.campaign = campaign;
  }

  @Override
  public MockFile file(long number) {
    long subband = number % SUBBANDS;
    long ordinal = number / SUBBANDS;
    long id = 2_000_000 + campaign.firstRun(Profile.LOFAR) + ordinal;
    LocalDate night = campaign.night(number, ordinal / OBSERVATIONS_A_NIGHT);
    String set = String.format("L%d_SB%03d_uv.MS", id, subband);
    String path = String.format("LOFAR/LC21_%03d/L%d/%s.tar", id % 40 + 1, id, set);
    Observation observation =
        Observation.ofSlot(
            "L" + id, Target.ofRun(id), night, ordinal % OBSERVATIONS_A_NIGHT, SECONDS);
    Random random = campaign.random(Profile.LOFAR.key(), number);
    long bytes = campaign.size(USUAL_BYTES, random);
    MeasurementSetTar tar = new MeasurementSetTar(set, observation, bytes, random.nextLong());
    return new MockFile(Profile.LOFAR, RawPath.of(path), bytes, tar);
  }
}
