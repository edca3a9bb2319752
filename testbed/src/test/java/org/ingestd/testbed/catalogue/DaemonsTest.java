// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judge and conveyor; paused, so that every step is taken by the test. */
final class DaemonsTest {

  @TempDir Path home;
  private Path onsite;
  private EmbeddedCatalogue catalogue;
  private Rest rest;

  @BeforeEach
  void start() throws Exception {
    onsite = Files.createDirectories(home.resolve("onsite"));
    catalogue = EmbeddedCatalogue.start(home, onsite);
    catalogue.daemons().pause();
    rest = new Rest(catalogue);
    rest.dataset("night");
    Rest.write(onsite, "a", "the first file");
    Rest.write(onsite, "b", "the second file");
  }

  @AfterEach
  void stop() {
    catalogue.close();
  }

  private String standing(String rule) throws Exception {
    JsonNode shown = rest.get("/rules/" + rule).json();
    return shown.get("state").asText()
        + " "
        + Stream.of("ok", "replicating", "stuck")
            .map(count -> shown.get("locks_" + count + "_cnt").asText())
            .toList();
  }

  private List<Path> copies(String rse) throws IOException {
    Path directory = home.resolve(rse);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void saysOkWithOldCountersUntilTheJudgeHasLooked() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);
    assertThat(standing(rule)).isEqualTo("OK [0, 0, 0]");

    rest.attach("night", Rest.entry(onsite, "a"), Rest.entry(onsite, "b"));

    assertThat(standing(rule)).isEqualTo("OK [0, 0, 0]");
    catalogue.quiesce();
    assertThat(standing(rule)).isEqualTo("OK [2, 0, 0]");
  }

  @Test
  void startsARuleOnFilledDatasetsAsReplicating() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"));

    assertThat(standing(rest.rule("night", "QOS=DISK", 2))).isEqualTo("REPLICATING [0, 2, 0]");
    assertThat(standing(rest.rule("night", "ONSITE", 1))).isEqualTo("OK [1, 0, 0]");
  }

  @Test
  void copiesEveryByteToEveryRse() throws Exception {
    String rule = rest.rule("night", "OFFSITE=true", 3);
    rest.attach("night", Rest.entry(onsite, "a"), Rest.entry(onsite, "b"));

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [6, 0, 0]");
    for (String rse : List.of("TAPE-A", "DISK-A", "DISK-B")) {
      assertThat(copies(rse)).hasSize(2);
      for (Path copy : copies(rse)) {
        assertThat(copy).hasSameBinaryContentAs(onsite.resolve(String.valueOf(copy.getFileName())));
      }
    }
    JsonNode line =
        rest.post(
                "/replicas/list?sort=random",
                "{\"dids\":[{\"scope\":\"clerk\",\"name\":\"a\"}],\"all_states\":true}")
            .lines()
            .get(0);
    assertThat(line.get("states").properties())
        .extracting(entry -> entry.getValue().asText())
        .containsExactly("AVAILABLE", "AVAILABLE", "AVAILABLE", "AVAILABLE");
    assertThat(line.at("/rses/ONSITE/0").asText()).isEqualTo("file://localhost" + onsite + "/a");
  }

  @Test
  void extendsRulesOnContainersToo() throws Exception {
    rest.post("/dids/clerk/campaign", "{\"type\":\"CONTAINER\"}");
    rest.post(
        "/dids/attachments",
        """
        [{"scope":"clerk","name":"campaign","dids":[{"scope":"clerk","name":"night"}]}]""");
    String rule = rest.rule("campaign", "QOS=TAPE", 1);
    rest.attach("night", Rest.entry(onsite, "a"));

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [1, 0, 0]");
  }

  @Test
  void becomesStuckAndKeepsNoCopyWhenTheSourceIsNotWhatTheCatalogueSays() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);
    rest.attach("night", Rest.entry("a", 14, "00000001", onsite.resolve("a")));

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("STUCK [0, 0, 1]");
    assertThat(rest.get("/rules/" + rule).json().get("error").asText())
        .contains("checksum of the copy differs");
    assertThat(copies("TAPE-A")).isEmpty();
    JsonNode transfer = rest.get("/rules/" + rule + "/analysis").json().at("/transfers/0");
    assertThat(transfer.get("attempts").asInt()).isEqualTo(4);
  }

  @Test
  void becomesStuckAtOnceWithoutASource() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);
    rest.attach("night", Rest.entry(onsite, "a"));
    catalogue.admin().declareBad(new Did("clerk", "a"), "ONSITE");

    catalogue.quiesce();

    assertThat(rest.get("/rules/" + rule).json().get("error").asText())
        .isEqualTo("RequestErrMsg.NO_SOURCES:RequestState.NO_SOURCES");
  }

  @Test
  void failsTransfersByNameAndRecoversByABoost() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);
    catalogue.daemons().failTransfers("a", "tape robot on strike");
    rest.attach("night", Rest.entry(onsite, "a"), Rest.entry(onsite, "b"));
    catalogue.quiesce();
    assertThat(standing(rule)).isEqualTo("STUCK [1, 0, 1]");

    catalogue.daemons().healTransfers("a");
    String boost = "{\"options\":{\"boost_rule\":true}}";
    assertThat(rest.call("clerk", "PUT", "/rules/" + rule, boost).outcome())
        .isEqualTo("401 AccessDenied");
    assertThat(rest.call("ingest", "PUT", "/rules/" + rule, boost).outcome()).isEqualTo("200");
    catalogue.daemons().tidyNow();
    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [2, 0, 0]");
  }

  @Test
  void saysWhyARuleCannotBeExtendedAndRepairsIt() throws Exception {
    String rule = rest.rule("night", "TAPE-A", 1);
    catalogue.admin().setWritable("TAPE-A", false);
    rest.attach("night", Rest.entry(onsite, "a"));
    catalogue.quiesce();
    assertThat(standing(rule)).isEqualTo("STUCK [0, 0, 0]");
    assertThat(rest.get("/rules/" + rule).json().get("error").asText()).contains("not available");

    catalogue.admin().setWritable("TAPE-A", true);
    rest.call("ingest", "PUT", "/rules/" + rule, "{\"options\":{\"boost_rule\":true}}");
    catalogue.daemons().tidyNow();
    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [1, 0, 0]");
  }

  @Test
  void refusesRulesBeyondTheQuota() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"));
    catalogue.admin().setQuota("clerk", "TAPE-A", 10);

    Rest.Answer answer = rest.post("/rules/", Rest.ruleBody("night", "TAPE-A", 1));

    assertThat(answer.outcome()).isEqualTo("409 InsufficientAccountLimit");
    assertThat(catalogue.snapshot().rules()).isEmpty();
  }

  @Test
  void makesNoSecondRuleOfTheSameKey() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);

    assertThat(rest.post("/rules/", Rest.ruleBody("night", "QOS=TAPE", 1)).outcome())
        .isEqualTo("409 DuplicateRule");
    assertThat(rest.rule("night", "TAPE-A", 1)).isNotEqualTo(rule);
    assertThat(rest.get("/dids/clerk/night/rules").lines()).hasSize(2);
  }

  @Test
  void givesDeletedRulesAnHourAndForcedOnesNone() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);

    rest.call("ingest", "DELETE", "/rules/" + rule, "{}");
    assertThat(rest.get("/rules/" + rule).json().get("expires_at").isNull()).isFalse();
    catalogue.admin().deleteRule(rule);

    assertThat(rest.get("/rules/" + rule).outcome()).isEqualTo("404 RuleNotFound");
  }

  @Test
  void placesAnAsynchronousRuleWhenTheJudgeComes() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"));
    String body =
        Rest.ruleBody("night", "TAPE-A", 1).replace("{\"dids\"", "{\"asynchronous\":true,\"dids\"");
    String rule = rest.post("/rules/", body).json().path(0).asText();
    assertThat(standing(rule)).isEqualTo("INJECT [0, 0, 0]");

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [1, 0, 0]");
  }

  @Test
  void needsNoBytesWithoutCopying() throws Exception {
    catalogue.daemons().setCopying(false);
    String rule = rest.rule("night", "OFFSITE=true", 2);
    rest.attach("night", Rest.entry("nowhere", 14, "00000001", onsite.resolve("nowhere")));

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("OK [2, 0, 0]");
    assertThat(copies("TAPE-A")).isEmpty();
  }

  @Test
  void neverCopiesOutsideTheRse() throws Exception {
    String rule = rest.rule("night", "QOS=TAPE", 1);
    String name = "x/../../../../../../escaped";
    rest.attach("night", Rest.entry(name, 14, "00000001", onsite.resolve("a")));

    catalogue.quiesce();

    assertThat(standing(rule)).isEqualTo("STUCK [0, 0, 1]");
    assertThat(rest.get("/rules/" + rule).json().get("error").asText()).contains("may not leave");
  }
}
