// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.rse.Did;
import org.ingestd.testbed.bed.RucioBed;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on a real server whose refusals all speak in other words. */
@Tag("real")
class RealOtherWordsContractTest extends RucioContract {

  private static RucioBed bed;
  private static FaultProxy proxy;

  @BeforeAll
  static void startRucio() {
    bed = RucioBed.start();
    proxy = FaultProxy.before(bed.url(), 1).give(Dose.of(new Toxic.OtherWords()));
  }

  @AfterAll
  static void stopRucio() {
    if (proxy != null) {
      proxy.close();
    }
    if (bed != null) {
      bed.close();
    }
  }

  @Override
  URI url() {
    return proxy.url();
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
