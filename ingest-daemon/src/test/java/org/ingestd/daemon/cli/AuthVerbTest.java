// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.testbed.issuer.TestIssuer;
import org.ingestd.testbed.issuer.TestIssuer.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code auth test} and {@code doctor} with every way of signing in. */
final class AuthVerbTest extends SiteWithCatalogue {

  private TestIssuer issuer;

  @BeforeEach
  void addIdentities() {
    issuer = TestIssuer.start(Clock.systemUTC());
    catalogue.admin().trustIssuer(issuer.url(), issuer.url().resolve("/jwk"));
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("ingest"));
    catalogue.admin().addIdentity("CN=Robot Ingest,O=Test,DC=example,DC=org", List.of("ingest"));
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private void issuer(String client) throws Exception {
    site.auth(
        "{ method: oidc, issuer: \"%s\", client-id: %s, client-secret: \"${file:%s}\" }"
            .formatted(issuer.url(), client, secret("iam", client + "-secret\n")));
  }

  private void certificate(String keys) {
    site.rucio(catalogue.tlsUrl() + "\n  ca: " + CERTIFICATES.resolve("grid"));
    site.auth("{ method: x509, " + keys + " }");
  }

  private JsonNode test(int exit) throws Exception {
    Invocation call = Invocation.of("auth", "test", "--json", "--config", site.config());
    assertThat(call.exit()).as(call.err()).isEqualTo(exit);
    assertThat(call.out() + call.err()).doesNotContain("eyJ", "-secret", "PRIVATE KEY");
    return new ObjectMapper().readTree(call.out());
  }

  @Test
  void saysWhoWeAreByPassword() throws Exception {
    JsonNode told = test(0);

    assertThat(told.get("result").asText()).isEqualTo("ok");
    assertThat(told.get("method").asText()).isEqualTo("userpass");
    assertThat(told.get("identity").asText()).isEqualTo("ingest");
    assertThat(told.get("account").asText()).isEqualTo("ingest");
    assertThat(told.get("tokenEnds").asText()).endsWith("Z");
    assertThat(told.has("issuer")).isFalse();
  }

  @Test
  void saysWhoseTokenItIsAndForWhat() throws Exception {
    issuer("robot");

    JsonNode told = test(0);

    assertThat(told.get("identity").asText()).isEqualTo("SUB=robot, ISS=" + issuer.url());
    assertThat(told.get("issuer").asText()).isEqualTo(issuer.url().toString());
    assertThat(told.get("audience")).hasToString("[\"rucio\"]");
    assertThat(told.get("scopes")).hasToString("[\"openid\",\"profile\"]");
    Invocation table = Invocation.of("auth", "test", "--config", site.config());
    assertThat(table.out()).contains("audience", "rucio", "may write to scopes", "lst magic");
  }

  @Test
  void saysWhenTheProxyEnds() throws Exception {
    Path proxy = secret("proxy", Files.readString(CERTIFICATES.resolve("proxy-voms.pem")));
    certificate("proxy: " + proxy);

    JsonNode told = test(0);

    assertThat(told.get("credentialEnds").asText()).isEqualTo("2125-01-01T00:00:00Z");
    assertThat(told.get("identity").asText()).isEqualTo("CN=Robot Ingest,O=Test,DC=example,DC=org");
    Invocation doctor = Invocation.of("doctor", "--config", site.config());
    assertThat(doctor.out())
        .contains("ok    certificate", "with VOMS attributes")
        .contains("ok    authorities", "1 authorities and 1 revocation lists");
  }

  @Test
  void anEndedProxyIsMendedByItsOwner() throws Exception {
    Path proxy = secret("proxy", Files.readString(CERTIFICATES.resolve("proxy-ended.pem")));
    certificate("proxy: " + proxy);

    JsonNode told = test(77);

    assertThat(told.get("result").asText()).isEqualTo("refused");
    assertThat(told.get("problem").asText()).contains("has ended", proxy.toString());
    Invocation doctor = Invocation.of("doctor", "--offline", "--config", site.config());
    assertThat(doctor.exit()).isEqualTo(77);
    assertThat(doctor.out()).contains("fail  certificate");
  }

  @Test
  void aRefusalIs77AndAnAbsence69() throws Exception {
    issuer("stranger");
    assertThat(test(77).get("problem").asText()).contains("SUB=stranger");

    issuer("robot");
    issuer.setMood(Mood.HTML);
    JsonNode away = test(69);
    assertThat(away.get("result").asText()).isEqualTo("away");
    assertThat(away.get("problem").asText()).contains("no JSON");

    issuer.close();
    assertThat(test(69).get("problem").asText()).contains("issuer");
  }

  @Test
  void anotherAccountIs77WithBothNames() throws Exception {
    issuer("robot");
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("clerk"));

    assertThat(test(77).get("problem").asText()).contains("clerk", "ingest");
  }
}
