// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room and pace for benchmarks: a million files fit, and the catalogue is not their limit. */
final class SizeTest {

  private static final int FILES = 1_000_000;
  private static final int BATCH = 500;

  @TempDir Path home;

  @Test
  @Tag("slow")
  void holdsAMillionFilesUnderTwoRulesInLessThan400Megabytes() throws Exception {
    long before = used();
    try (EmbeddedCatalogue catalogue =
        EmbeddedCatalogue.start(home, home, CatalogueSettings.DEFAULT.withoutCopying())) {
      Rest rest = new Rest(catalogue);
      long start = System.nanoTime();
      for (int file = 0; file < FILES; file += BATCH) {
        if (file % 10_000 == 0) {
          rest.dataset(dataset(file));
          rest.rule(dataset(file), "ONSITE", 1);
          rest.rule(dataset(file), "QOS=TAPE", 1);
        }
        assertThat(rest.attach(dataset(file), entries(file)).status()).isEqualTo(201);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      catalogue.quiesce();

      long megabytes = (used() - before) >> 20;
      System.err.printf("%d files, %.0f a second, %d MB%n", FILES, FILES / seconds, megabytes);
      assertThat(rest.get("/dids/clerk/" + dataset(0) + "/files?long").lines()).hasSize(10_000);
      assertThat(megabytes).isLessThan(400);
    }
  }

  private static String dataset(int file) {
    return "R0/Run" + file / 10_000;
  }

  private String[] entries(int from) {
    String[] entries = new String[BATCH];
    for (int i = 0; i < BATCH; i++) {
      String name = "R0/20261122/LST-1.1.Run0%07d.0000.fits.fz".formatted(from + i);
      entries[i] = Rest.entry(name, 10_240, "%08x".formatted(from + i), home.resolve(name));
    }
    return entries;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
