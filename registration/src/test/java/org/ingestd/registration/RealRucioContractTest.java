// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * The contract on a real server of its own. {@code -Dbed.rucio=38.6.4} chooses another version than
 * the bed's.
 */
@Tag("real")
class RealRucioContractTest extends RucioContract {

  private static RucioBed bed;

  @BeforeAll
  static void startRucio() {
    bed = RucioBed.start(System.getProperty("bed.rucio", ""));
  }

  @AfterAll
  static void stopRucio() {
    if (bed != null) {
      bed.close();
    }
  }

  @Override
  URI url() {
    return bed.url();
  }

  @Override
  Path onsite() {
    return bed.onsite();
  }
}
