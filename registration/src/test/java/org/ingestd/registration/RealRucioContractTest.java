// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.rse.Did;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on a real server of its own; {@code ./check versions} runs it on every version. */
@Tag("real")
@Tag("versions")
class RealRucioContractTest extends RucioContract {

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
  URI url() {
    return bed.url();
  }

  @Override
  Path onsite() {
    return bed.onsite();
  }

  @Override
  void erase(Did did) {
    bed.erase(did);
  }

  @Override
  void markLost(Did file) {
    bed.markLost(file);
  }
}
