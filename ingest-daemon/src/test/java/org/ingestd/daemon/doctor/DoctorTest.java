// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.terminal.Terminal;
import org.junit.jupiter.api.Test;

/** Every fault that keeps a first night from working is found before it. */
final class DoctorTest extends SiteWithCatalogue {

  private Invocation doctor() throws Exception {
    return Invocation.of("doctor", "--json", "--config", site.config());
  }

  private static List<JsonNode> failures(Invocation call) throws Exception {
    List<JsonNode> failures = new ArrayList<>();
    for (String line : call.out().split("\n")) {
      JsonNode finding = new ObjectMapper().readTree(line);
      if (finding.get("level").asText().equals("fail")) {
        assertThat(finding.get("hint").asText()).isNotBlank();
        failures.add(finding);
      }
    }
    return failures;
  }

  private void assertFailure(int exit, String check, String words) throws Exception {
    Invocation call = doctor();

    assertThat(call.exit()).isEqualTo(exit);
    assertThat(failures(call))
        .anySatisfy(
            finding -> {
              assertThat(finding.get("check").asText()).isEqualTo(check);
              assertThat(finding.get("message").asText()).contains(words);
            });
    assertThat(call.out() + call.err()).doesNotContain("wrong-password");
  }

  @Test
  void findsNothingToMendWhereAllIsWell() throws Exception {
    Invocation call = doctor();

    assertThat(failures(call)).isEmpty();
    assertThat(call.exit()).isZero();
    assertThat(site.state()).as("it makes nothing").doesNotExist();
  }

  @Test
  void findsARefusedSignIn() throws Exception {
    site.password("wrong-password");

    assertFailure(77, "sign-in", "");
  }

  @Test
  void findsThatRucioIsAway() throws Exception {
    catalogue.close();

    assertFailure(69, "rucio", "No connection");
  }

  @Test
  void findsAnUnknownAndADeterministicRse() throws Exception {
    site.rse("NOWHERE");
    assertFailure(78, "RSE", "NOWHERE");

    site.rse("DETERMINISTIC");
    assertFailure(78, "RSE", "deterministic");
  }

  @Test
  void findsAForeignScope() throws Exception {
    site.source("naming: { scope: foreign }\nrules: [{ expression: QOS=TAPE }]\n");

    assertFailure(77, "scope", "foreign");
  }

  @Test
  void findsAnExpressionThatMatchesTooLittle() throws Exception {
    site.source("naming: { scope: lst }\nrules: [{ expression: QOS=TAPE, copies: 3 }]\n");

    assertFailure(78, "rule", "too few for 3 copies");
  }

  @Test
  void warnsOfAQuotaThatIsMissing() throws Exception {
    catalogue.admin().setQuota("ingest", "TAPE-A", 0);

    Invocation call = doctor();

    assertThat(call.exit()).isZero();
    assertThat(warnings(call.out(), "quota")).singleElement().asString().contains("TAPE-A");
  }

  @Test
  void warnsOfAnAccountThatCanDoMoreThanIsNeeded() throws Exception {
    assertThat(warnings(doctor().out(), "sign-in")).singleElement().asString().contains("admin");
  }

  @Test
  void tellsWhatAnAccountWithoutRightsOfAnAdminMayDo() throws Exception {
    site.auth("{ username: clerk, password: \"pw\" }").account("clerk");
    site.source("naming: { scope: clerk }\nrules: [{ expression: QOS=TAPE }]\n");

    Invocation call = doctor();

    assertThat(call.exit()).as(call.out()).isZero();
    assertThat(call.out())
        .contains("clerk may make datasets, register files and set metadata in its scopes: [clerk]")
        .contains("clerk may make rules for itself, and change or delete none")
        .contains("on DISK-A, ")
        .contains("camera: clerk is ours, and no other source's here");
  }

  @Test
  void findsASteppingStoneThatIsNowhere() throws Exception {
    site.source(
        "naming: { scope: lst }\nrules: [{ expression: QOS=TAPE, chained: { via: QOS=ICE } }]\n");

    assertFailure(78, "rule", "match no RSE");
  }

  @Test
  void warnsOfClocksThatDisagree() throws Exception {
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(new StringWriter()), site.config(), true);

    new DoctorReport(terminal, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(90)))
        .print(false);

    assertThat(warnings(out.toString(), "clock")).singleElement().asString().contains("s apart");
    assertThat(warnings(doctor().out(), "clock")).isEmpty();
  }

  private static List<String> warnings(String out, String check) {
    return out.lines()
        .filter(line -> line.contains("\"warn\"") && line.contains("\"" + check + "\""))
        .toList();
  }

  @Test
  void findsASourceThatIsNotThere() throws Exception {
    Path config = site.config();
    Files.delete(site.data());

    Invocation call = Invocation.of("doctor", "--offline", "--json", "--config", config);

    assertThat(call.exit()).isEqualTo(2);
    assertThat(failures(call)).hasSize(1);
    assertThat(failures(call).get(0).get("check").asText()).isEqualTo("source camera");
  }

  @Test
  void findsThatTheSentinelIsNotThere() throws Exception {
    site.source("sentinel: .ingestd-here\nrules: [{ expression: QOS=TAPE }]\n");
    Path config = site.config();
    Invocation call = Invocation.of("doctor", "--offline", "--json", "--config", config);
    assertThat(call.exit()).isEqualTo(2);
    assertThat(failures(call))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.get("message").asText()).contains("its sentinel .ingestd-here"));

    Files.createFile(site.data().resolve(".ingestd-here"));

    assertThat(failures(Invocation.of("doctor", "--offline", "--json", "--config", config)))
        .isEmpty();
  }

  @Test
  void knowsHowOldAttributesMayBe() {
    assertThat(AttributeCache.longest(List.of("rw", "vers=4.2"))).hasSeconds(60);
    assertThat(AttributeCache.longest(List.of("rw", "acregmin=1", "acregmax=120"))).hasSeconds(120);
    assertThat(AttributeCache.longest(List.of("actimeo=1", "acdirmax=99"))).hasSeconds(1);
    assertThat(AttributeCache.longest(List.of("acregmax=9", "noac"))).hasSeconds(0);
  }

  @Test
  void printsReadableLinesToo() throws Exception {
    Invocation call = Invocation.of("doctor", "--config", site.config());

    assertThat(call.out()).contains("ok    rucio", "ok    scope");
    assertThat(call.err()).contains("0 to be mended");
  }
}
