// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract again while every text of every refusal is replaced by words of other refusals:
 * class and status alone decide.
 */
class OtherWordsContractTest extends RucioContract {

  @TempDir static Path home;
  private static EmbeddedCatalogue catalogue;
  private static FaultProxy proxy;

  @BeforeAll
  static void start() {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
    proxy = FaultProxy.before(catalogue.url(), 1).give(Dose.of(new Toxic.OtherWords()));
  }

  @AfterAll
  static void stop() {
    proxy.close();
    catalogue.close();
  }

  @Override
  URI url() {
    return proxy.url();
  }

  @Override
  Path onsite() {
    return home.resolve("onsite");
  }

  @Override
  void erase(Did did) {
    catalogue.admin().erase(did);
  }

  @Override
  void markLost(Did file) {
    catalogue.admin().markLost(file);
  }
}
