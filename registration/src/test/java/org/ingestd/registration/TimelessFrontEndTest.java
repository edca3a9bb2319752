// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A front end that does not pass on the field {@code Date}. */
final class TimelessFrontEndTest {

  private static final Toxic TIMELESS =
      new Toxic.Instead(
          200, List.of("Content-Type: application/json"), "{\"version\": \"41.5.1\"}", false);

  @TempDir private Path home;

  /** The daemon asks for the time again and again, to show how far the clocks are apart. */
  @Test
  void aTimeThatIsNotToldIsAskedForOnceAndNeverOpensTheCircuit() throws RucioException {
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
        FaultProxy proxy = FaultProxy.before(catalogue.url(), 1);
        Persistence caller = new Persistence(proxy.url(), home.resolve("onsite"), 1)) {
      proxy.give(Dose.of(TIMELESS).on("GET", "/ping"));

      for (int asked = 1; asked <= 10; asked++) {
        assertThatThrownBy(() -> caller.client.serverTime())
            .isInstanceOfSatisfying(
                RucioException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.UNAVAILABLE))
            .hasMessageContaining("no Date");
        assertThat(proxy.struck()).isEqualTo(asked);
      }

      assertThat(caller.client.serverVersion()).isEqualTo("41.5.1");
      assertThat(caller.client.scopes()).contains("clerk");
    }
  }
}
