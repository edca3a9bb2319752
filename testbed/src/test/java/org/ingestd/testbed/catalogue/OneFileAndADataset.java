// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that runs, with one file on the disk and an empty dataset. */
abstract class OneFileAndADataset {

  static final Did A = new Did("clerk", "a");

  @TempDir Path home;
  Path onsite;
  EmbeddedCatalogue catalogue;
  Rest rest;

  @BeforeEach
  void start() throws Exception {
    onsite = Files.createDirectories(home.resolve("onsite"));
    Rest.write(onsite, "a", "the first file");
    catalogue = EmbeddedCatalogue.start(home, onsite);
    rest = new Rest(catalogue);
    rest.dataset("night");
  }

  @AfterEach
  void stop() {
    catalogue.close();
  }
}
