// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Asked to, {@code explain} also says what the server thinks of a path. */
final class ExplainOnlineTest extends SiteWithCatalogue {

  private Invocation explain(String... further) throws Exception {
    Object[] words = new Object[5 + further.length];
    System.arraycopy(
        new Object[] {
          "explain", site.data().resolve("a.fits"), "--json", "--config", site.config()
        },
        0,
        words,
        0,
        5);
    System.arraycopy(further, 0, words, 5, further.length);
    return Invocation.of(words);
  }

  private static Map<String, JsonNode> checks(Invocation call) throws Exception {
    Map<String, JsonNode> checks = new LinkedHashMap<>();
    new ObjectMapper()
        .readTree(call.out())
        .get("checks")
        .forEach(check -> checks.put(check.get("check").asText(), check));
    return checks;
  }

  private static JsonNode check(Map<String, JsonNode> checks, String name) {
    return Objects.requireNonNull(checks.get(name), name);
  }

  @Test
  void asksNothingUnlessToldTo() throws Exception {
    site.file("a.fits", "x");
    catalogue.close();

    Invocation call = explain();

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(checks(call)).doesNotContainKey("server");
  }

  @Test
  void saysWhatTheServerThinksOfANewFile() throws Exception {
    site.file("a.fits", "x");

    Invocation call = explain("--online");

    assertThat(call.exit()).as(call.err()).isZero();
    Map<String, JsonNode> checks = checks(call);
    assertThat(checks).containsKeys("server", "scope", "DID", "rule");
    assertThat(check(checks, "DID").get("message").asText()).contains("does not know");
    assertThat(checks.values())
        .allSatisfy(check -> assertThat(check.get("ok").asBoolean()).isTrue());
  }

  @Test
  void tellsWhatIsKnownUnderTheDid() throws Exception {
    site.file("a.fits", "x");
    catalogue.admin().putFile(new Did("lst", "R0/a.fits"), 14, "0badcafe");

    assertThat(check(checks(explain("--online")), "DID").get("message").asText())
        .contains("14 bytes", "0badcafe");
  }

  @Test
  void refusesAForeignScopeAndARuleThatMatchesTooLittle() throws Exception {
    site.file("a.fits", "x");
    site.source("naming: { scope: foreign }\nrules: [{ expression: QOS=TAPE, copies: 9 }]\n");

    Invocation call = explain("--online");

    assertThat(call.exit()).isEqualTo(65);
    assertThat(check(checks(call), "scope").get("ok").asBoolean()).isFalse();
    assertThat(check(checks(call), "rule").get("message").asText()).contains("9 copies");
  }

  @Test
  void endsWithUnavailableWhenTheServerIsAway() throws Exception {
    site.file("a.fits", "x");
    catalogue.close();

    Invocation call = explain("--online");

    assertThat(call.exit()).isEqualTo(69);
    assertThat(call.err()).contains("No connection");
  }
}
