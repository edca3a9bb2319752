// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same before a real server. */
@Tag("real")
class RealLostAnswersTest extends LostAnswers {

  private static RucioBed bed;

  @BeforeAll
  static void startRucio() {
    bed = RucioBed.start();
  }

  @AfterAll
  static void stopRucio() {
    if (bed != null) {
      bed.close();
    }
  }

  @Override
  URI server() {
    return bed.url();
  }

  @Override
  Path onsite() {
    return bed.onsite();
  }

  @Test
  void threeHundredLostAnswersDoubleNothingAndLeaveNobodyStuck() throws Exception {
    loses(300);
  }
}
