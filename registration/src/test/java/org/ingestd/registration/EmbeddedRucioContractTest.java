// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded catalogue: proves the catalogue as much as the client. */
class EmbeddedRucioContractTest extends RucioContract {

  @TempDir static Path home;

  private static EmbeddedCatalogue catalogue;

  @BeforeAll
  static void start() throws Exception {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
  }

  @AfterAll
  static void stop() throws Exception {
    catalogue.close();
  }

  @Override
  URI url() {
    return catalogue.url();
  }

  @Override
  Path onsite() {
    return home.resolve("onsite");
  }
}
