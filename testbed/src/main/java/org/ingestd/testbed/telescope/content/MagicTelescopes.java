// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.format.RootContainer;
import org.ingestd.testbed.telescope.content.format.Target;

/**
 * {@code MAGIC/data/M<1|2>/event/Calibrated/<yyyy>/<mm>/<dd>/<date>_M1_<run>.<subrun>_Y_<target>-W…
 * .root}: both telescopes, five subruns a run, 40 runs a night, the wobble position going round.
 */
final class MagicTelescopes implements Instrument {

  private static final int SUBRUNS = 5;
  private static final int RUNS_A_NIGHT = 40;
  private static final long FIRST_RUN = 5_093_000;
  private static final long USUAL_BYTES = 20_000;
  private static final String[] WOBBLES = {"035", "125", "215", "305"};
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final Campaign campaign;

  MagicTelescopes(Campaign campaign) {
    this.campaign = campaign;
  }

  @Override
  public MockFile file(long number) {
    long telescope = number % 2 + 1;
    long subrun = number / 2 % SUBRUNS + 1;
    long ordinal = number / (2 * SUBRUNS);
    long run = FIRST_RUN + campaign.firstRun(Profile.MAGIC) + ordinal;
    LocalDate night = campaign.night(number, ordinal / RUNS_A_NIGHT);
    String path =
        String.format(
            "MAGIC/data/M%d/event/Calibrated/%s/%s_M%d_%08d.%03d_Y_%s-W0.40+%s.root",
            telescope,
            night.format(DAY),
            night.format(DateTimeFormatter.BASIC_ISO_DATE),
            telescope,
            run,
            subrun,
            Target.ofRun(run / WOBBLES.length).object(),
            WOBBLES[(int) (run % WOBBLES.length)]);
    Random random = campaign.random(Profile.MAGIC.key(), number);
    long bytes = Math.max(RootContainer.SMALLEST, campaign.size(USUAL_BYTES, random));
    RootContainer container = new RootContainer(bytes, random.nextLong());
    return new MockFile(Profile.MAGIC, RawPath.of(path), bytes, container);
  }
}
