// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** What happens behind the client's back, and many clients at once. */
final class AdminTest extends OneFileAndADataset {

  @Test
  void putsAFileWithAnotherChecksumInTheWay() throws Exception {
    catalogue.admin().putFile(A, 14, "00000001");
    catalogue.admin().putReplica(A, "ONSITE", "/elsewhere/a");

    assertThat(rest.attach("night", Rest.entry(onsite, "a")).outcome())
        .isEqualTo("412 FileConsistencyMismatch");
    assertThat(catalogue.snapshot().file(A).replica("ONSITE").path()).isEqualTo("/elsewhere/a");
  }

  @Test
  void makesAScopeAndAnAccountThatMayUseIt() throws Exception {
    catalogue.admin().addAccount("night-shift", false, "night-shift", "pw");
    catalogue.admin().addScope("shift", "night-shift");

    String dataset = "{\"type\":\"DATASET\"}";
    assertThat(rest.call("night-shift", "POST", "/dids/shift/ds", dataset).outcome())
        .isEqualTo("201");
    assertThat(rest.call("night-shift", "POST", "/dids/clerk/ds", dataset).outcome())
        .isEqualTo("401 AccessDenied");
  }

  @Test
  void losesReplicasAndOpinions() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"));

    catalogue.admin().declareBad(A, "ONSITE");
    assertThat(catalogue.snapshot().file(A).replica("ONSITE").state()).isEqualTo("BAD");
    catalogue.admin().removeReplica(A, "ONSITE");

    assertThat(catalogue.snapshot().file(A).replicas()).isEmpty();
    assertThatThrownBy(() -> catalogue.admin().declareBad(A, "ONSITE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closesADatasetUnderTheClient() throws Exception {
    catalogue.admin().close(new Did("clerk", "night"));

    assertThat(rest.attach("night", Rest.entry(onsite, "a")).outcome())
        .isEqualTo("409 UnsupportedOperation");
  }

  @Test
  void comesBackByItselfAfterAnOutageAskedForOverHttp() throws Exception {
    rest.raw("POST", "/_faults", "{\"kind\":\"outage\",\"millis\":300}");

    await().pollInterval(Duration.ofMillis(10)).until(() -> !answers());
    await().pollInterval(Duration.ofMillis(10)).until(this::answers);
  }

  private boolean answers() throws InterruptedException {
    try {
      return new Rest(catalogue).raw("GET", "/ping", "").status() == 200;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void registersEveryFileOnceWhenOverlappingRequestsCompete() throws Exception {
    catalogue.daemons().setCopying(false);
    String rule = rest.rule("night", "QOS=TAPE", 1);
    List<CompletableFuture<Rest.Answer>> answers = new ArrayList<>();
    for (int client = 0; client < 8; client++) {
      int first = client * 20;
      answers.add(CompletableFuture.supplyAsync(() -> attachFrom(first)));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().outcome()).isEqualTo("201"));
    catalogue.quiesce();
    Snapshot after = catalogue.snapshot();
    assertThat(after.files()).hasSize(240);
    assertThat(after.collection(new Did("clerk", "night")).children()).hasSize(240);
    assertThat(after.rule(rule).standing()).isEqualTo(new Snapshot.Standing("OK", 240, 0, 0, null));
  }

  /** A hundred files, of which others attach eighty, too. */
  private Rest.Answer attachFrom(int first) {
    String[] entries = new String[100];
    for (int i = 0; i < entries.length; i++) {
      String name = "f" + (first + i);
      entries[i] = Rest.entry(name, 1, "00000001", onsite.resolve(name));
    }
    try {
      return new Rest(catalogue).attach("night", entries);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
