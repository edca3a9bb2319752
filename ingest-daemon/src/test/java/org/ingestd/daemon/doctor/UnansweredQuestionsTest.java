// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code doctor} says where Rucio takes us, and then leaves one of its questions open. */
final class UnansweredQuestionsTest extends SiteWithCatalogue {

  private static final long SEED = 20_261_130;
  private static final String LATER = "Try again when Rucio answers.";
  private FaultProxy proxy;

  @BeforeEach
  void stand() {
    proxy = FaultProxy.before(catalogue.url(), SEED);
    site.rucio(proxy.url());
  }

  @AfterEach
  void go() {
    proxy.close();
  }

  private Invocation doctorWhile(Toxic toxic, String path) throws Exception {
    proxy.give(Dose.of(toxic).on("GET", path));
    Invocation call = Invocation.of("doctor", "--config", site.config());
    assertThat(proxy.struck()).as(call.out()).isPositive();
    return call;
  }

  private Invocation doctorWithout(String path) throws Exception {
    Invocation call = doctorWhile(Toxic.html(502), path);
    assertThat(call.exit()).as(call.out()).isEqualTo(69);
    return call;
  }

  /** The lines about one thing, with the hint below each. */
  private static List<String> about(Invocation call, String level, String check) {
    String[] lines = call.out().split("\n(?! )");
    return List.of(lines).stream()
        .filter(line -> line.startsWith("%-4s  %-18s  ".formatted(level, check)))
        .toList();
  }

  @Test
  void theTimeIsToBeComparedByHandWhereAFrontEndLeavesItOut() throws Exception {
    Toxic timeless =
        new Toxic.Instead(
            200, List.of("Content-Type: application/json"), "{\"version\": \"41.5.1\"}", false);

    Invocation call = doctorWhile(timeless, "/ping");

    assertThat(call.exit()).as(call.out()).isZero();
    assertThat(about(call, "warn", "clock"))
        .singleElement()
        .asString()
        .contains("Compare the clocks by hand.");
  }

  @Test
  void limitsThatAreNotToldAreAFaultAndNoneOfTheExpression() throws Exception {
    Invocation call = doctorWithout("/accounts/ingest/limits/local");

    assertThat(about(call, "fail", "rights")).singleElement().asString().contains(LATER);
    assertThat(about(call, "fail", "quota"))
        .as("copies, and the protecting rule")
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(LATER));
    assertThat(about(call, "fail", "rule")).isEmpty();
    assertThat(about(call, "ok", "rule")).isNotEmpty();
  }

  @Test
  void scopesThatAreNotToldAreAFault() throws Exception {
    Invocation call = doctorWithout("/scopes/ingest/scopes");

    assertThat(about(call, "fail", "scope")).singleElement().asString().contains(LATER);
  }

  @Test
  void expressionsThatAreNotResolvedAreAFault() throws Exception {
    site.source(
        """
        naming: { scope: lst }
        rules: [{ expression: QOS=TAPE, chained: { via: TAPE-A } }]
        """);

    Invocation call = doctorWithout("/rses/?expression");

    assertThat(about(call, "fail", "rule"))
        .as("the stepping stone, and the rule")
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(LATER).doesNotContain("Correct"));
  }

  @Test
  void anRseThatIsNotDescribedIsAFault() throws Exception {
    Invocation call = doctorWithout("/rses/ONSITE");

    assertThat(about(call, "fail", "RSE")).singleElement().asString().contains(LATER);
  }

  @Test
  void anRseOfWhichNobodySaysWhetherRucioDeletesThereIsAFault() throws Exception {
    Invocation call = doctorWithout("/rses/ONSITE/attr");

    assertThat(about(call, "fail", "RSE")).singleElement().asString().contains(LATER);
    assertThat(about(call, "ok", "RSE")).isNotEmpty();
  }

  @Test
  void whatRucioForbidsToLookAtIsForItsAdministrators() throws Exception {
    Invocation call =
        doctorWhile(Toxic.error(403, "AccessDenied"), "/accounts/ingest/limits/local");

    assertThat(call.exit()).as(call.out()).isEqualTo(77);
    assertThat(about(call, "fail", "rights"))
        .singleElement()
        .asString()
        .contains("Ask Rucio's administrators")
        .doesNotContain(LATER);
  }
}
