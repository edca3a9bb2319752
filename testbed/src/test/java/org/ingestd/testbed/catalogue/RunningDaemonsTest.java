// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemons' own threads. */
final class RunningDaemonsTest {

  @TempDir Path home;

  @Test
  void judgeAndCopyByThemselves() throws Exception {
    Path onsite = Files.createDirectories(home.resolve("onsite"));
    Rest.write(onsite, "a", "the first file");
    CatalogueSettings settings = CatalogueSettings.DEFAULT.withJudgeDelay(Duration.ofMillis(20));

    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(home, onsite, settings)) {
      Rest rest = new Rest(catalogue);
      rest.dataset("night");
      String rule = rest.rule("night", "QOS=DISK", 2);
      rest.attach("night", Rest.entry(onsite, "a"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(catalogue.snapshot().rule(rule).standing())
                      .isEqualTo(new Snapshot.Standing("OK", 2, 0, 0, null)));
    }
  }
}
