// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.nio.file.Path;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site whose Rucio is the embedded catalogue. */
public abstract class SiteWithCatalogue {

  @TempDir private Path folder;
  protected Site site;
  protected EmbeddedCatalogue catalogue;

  @BeforeEach
  protected final void begin() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
  }

  @AfterEach
  protected final void end() {
    catalogue.close();
  }
}
