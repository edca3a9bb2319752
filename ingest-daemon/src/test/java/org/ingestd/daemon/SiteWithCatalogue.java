// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.http.TlsDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site whose Rucio is the embedded catalogue. */
public abstract class SiteWithCatalogue {

  protected static final Path CERTIFICATES = Documents.TOP.resolve("test-data/certificates");

  @TempDir private Path folder;
  protected Site site;
  protected EmbeddedCatalogue catalogue;

  @BeforeEach
  protected final void begin() throws Exception {
    site = Site.in(folder);
    TlsDoor door =
        new TlsDoor(
            CERTIFICATES.resolve("server.pem"),
            CERTIFICATES.resolve("server.key"),
            CERTIFICATES.resolve("site.pem"));
    catalogue =
        EmbeddedCatalogue.start(
            site.storage(), site.root(), CatalogueSettings.DEFAULT.withTls(door));
    site.rucio(catalogue.url());
  }

  /** A file that only its owner may read. */
  protected final Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(site.folder().resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  protected final void end() {
    catalogue.close();
  }
}
