// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that take a minute, or never come; in real time. */
@Tag("slow")
class SlowRucioTest {

  @TempDir Path home;
  private EmbeddedCatalogue catalogue;
  private FaultProxy proxy;
  private Persistence caller;

  @BeforeEach
  void start() {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
    proxy = FaultProxy.before(catalogue.url(), 1);
    caller = new Persistence(proxy.url(), home.resolve("onsite"), 1);
  }

  @AfterEach
  void stop() {
    caller.close();
    proxy.close();
    catalogue.close();
  }

  @Test
  void answersAfterAMinuteAreAnswers() throws RucioException {
    caller.register(0, 1);
    Did dataset = caller.dataset(0);
    List<ReplicaEntry> files = caller.files(0, 1);
    proxy.give(Dose.of(new Toxic.Latency(Duration.ofSeconds(61))));

    assertThat(caller.client.attach(dataset, "ONSITE", files)).hasSize(3);
    assertThat(caller.client.attached(dataset, files.stream().map(ReplicaEntry::did).toList()))
        .hasSize(3);

    assertThat(proxy.struck()).isLessThanOrEqualTo(3);
  }

  @Test
  void aServerThatNeverAnswersIsLeftAloneAndHoldsNoThread() {
    caller.persist(() -> caller.client.serverVersion());
    proxy.give(Dose.of(new Toxic.Blackhole()));

    assertThatThrownBy(() -> caller.client.serverVersion())
        .isInstanceOf(RucioException.class)
        .hasMessageContaining("no answer");

    proxy.clear();
    assertThat(caller.<String>persist(() -> caller.client.serverVersion())).startsWith("41");
  }
}
