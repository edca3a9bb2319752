// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostAnswersTest extends LostAnswers {

  @TempDir static Path home;
  private static EmbeddedCatalogue catalogue;

  @BeforeAll
  static void start() {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
  }

  @AfterAll
  static void stop() {
    catalogue.close();
  }

  @Override
  URI server() {
    return catalogue.url();
  }

  @Override
  Path onsite() {
    return home.resolve("onsite");
  }

  @Test
  void aThousandLostAnswersDoubleNothingAndLeaveNobodyStuck() throws Exception {
    loses(1_000);
  }

  @Test
  @Tag("slow")
  void tenThousandLostAnswersDoubleNothingAndLeaveNobodyStuck() throws Exception {
    loses(10_000);
  }
}
