// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on the embedded catalogue: proves the catalogue as much as the client. One class a
 * version, because Surefire counts no tests of a parameterized class.
 */
abstract class EmbeddedContract extends RucioContract {

  @TempDir static Path home;

  private static @Nullable EmbeddedCatalogue catalogue;

  /** The version that the catalogue plays. */
  abstract ServerVersion played();

  @AfterAll
  static void stop() throws Exception {
    if (catalogue != null) {
      catalogue.close();
      catalogue = null;
    }
  }

  @Override
  URI url() {
    if (catalogue == null) {
      catalogue =
          EmbeddedCatalogue.start(home, onsite(), CatalogueSettings.DEFAULT.withVersion(played()));
    }
    return catalogue.url();
  }

  @Override
  Path onsite() {
    return home.resolve("onsite");
  }

  @Override
  void erase(Did did) {
    Objects.requireNonNull(catalogue).admin().erase(did);
  }

  @Override
  void markLost(Did file) {
    Objects.requireNonNull(catalogue).admin().markLost(file);
  }
}
