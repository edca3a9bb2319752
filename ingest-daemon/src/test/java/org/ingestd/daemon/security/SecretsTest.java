// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.telling.LogSetup;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.catalogue.http.Fault;
import org.ingestd.testbed.issuer.TestIssuer;
import org.junit.jupiter.api.Test;

/**
 * Passwords, client secrets, keys, and the tokens got for them are found nowhere but where they
 * were put.
 */
final class SecretsTest extends SiteWithCatalogue {

  private static final String PASSWORD = "canary-8f3a-PASSWORD";

  /** As the embedded catalogue (and Rucio) writes them. */
  private static final String TOKEN = "ingest-[a-z]+-unknown-[0-9a-f]{16,}";

  private static final String CLIENT_SECRET = "canary-71c0-CLIENT-SECRET";

  /** A JWT, whole or in part. */
  private static final String JWT = "eyJ[A-Za-z0-9_-]{8,}";

  private static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> said = new LinkedHashMap<>();

  private void verbs(String when) throws Exception {
    for (List<String> words :
        List.of(
            List.of("config", "check"),
            List.of("config", "show"),
            List.of("doctor"),
            List.of("doctor", "--json"),
            List.of("auth", "test"),
            List.of("auth", "test", "--json"),
            List.of("explain", site.data().resolve("a.fits").toString(), "--online"),
            List.of("simulate"),
            List.of("status", "--json"),
            List.of("files", "list", "--json"),
            List.of("journal", "check"))) {
      Stream<Object> all =
          Stream.concat(words.stream(), Stream.of("--config", (Object) site.config()));
      Invocation call = Invocation.of(all.toArray());
      said.put(when + ": " + words, call.out() + call.err());
    }
  }

  private void pages(Daemon daemon) throws Exception {
    for (String path :
        List.of("/", "/metrics", "/api/status", "/api/files", "/health/ready", "/nowhere")) {
      HttpRequest request = HttpRequest.newBuilder(daemon.page().resolve(path)).build();
      said.put(path, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }
  }

  private void state() throws IOException {
    try (Stream<Path> files = Files.walk(site.state())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        said.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private long count(String state) throws Exception {
    Invocation call =
        Invocation.of("files", "list", "--state", state, "--json", "--config", site.config());
    return call.out().lines().count();
  }

  private void night(LogSetup.Form form) throws Exception {
    try (HeardLog log = new HeardLog(form)) {
      try (Daemon daemon =
          Daemon.start(
              Configuration.read(site.config()), Clock.systemUTC(), new SilentListener())) {
        await().atMost(PATIENCE).until(() -> count("SAFE") == 1);
        verbs("running, " + form);
        pages(daemon);
        state();
      }
      said.put("log " + form, log.text());
    }
  }

  private void nothingLeaked() {
    assertThat(said).hasSizeGreaterThan(8);
    assertThat(said.values()).as("something was said").anyMatch(text -> text.length() > 100);
    said.forEach(
        (where, text) ->
            assertThat(text)
                .as(where)
                .doesNotContain(PASSWORD, CLIENT_SECRET, PRIVATE_KEY)
                .doesNotContain(keyLines())
                .doesNotContainPattern(TOKEN)
                .doesNotContainPattern(JWT));
  }

  @Test
  void aNightThatGoesWellTellsNoSecret() throws Exception {
    catalogue.admin().addUser("ingest", PASSWORD, List.of("ingest"));
    site.password(PASSWORD);
    site.file("a.fits", "x");

    verbs("before");
    night(LogSetup.Form.JSON);
    verbs("after");

    assertThat(said.get("log JSON")).contains("REGISTERED");
    nothingLeaked();
  }

  @Test
  void aNightThatGoesBadlyTellsNoSecret() throws Exception {
    catalogue.admin().addUser("ingest", PASSWORD, List.of("ingest"));
    catalogue.faults().add(Fault.error("attach", 500, "DatabaseException").times(3));
    catalogue.faults().add(Fault.html("rule", 502).times(2));
    catalogue.faults().add(Fault.error("sign_in", 500, "").times(1));
    site.password(PASSWORD);
    site.file("a.fits", "x");

    night(LogSetup.Form.TEXT);

    nothingLeaked();
  }

  /** The lines of every private key that is used here. */
  private static List<String> keyLines() {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("robot.key", "proxy.pem")) {
      try {
        Files.readString(CERTIFICATES.resolve(name))
            .lines()
            .dropWhile(line -> !line.contains(PRIVATE_KEY))
            .takeWhile(line -> !line.startsWith("-----END"))
            .filter(line -> !line.startsWith("-"))
            .forEach(lines::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(lines).hasSizeGreaterThan(40);
    return lines;
  }

  private TestIssuer issuer() {
    TestIssuer issuer = TestIssuer.start(Clock.systemUTC());
    issuer.addClient("robot", CLIENT_SECRET);
    catalogue.admin().trustIssuer(issuer.url(), issuer.url().resolve("/jwk"));
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("ingest"));
    return issuer;
  }

  private void askIssuer(TestIssuer issuer) throws Exception {
    site.auth(
        "{ method: oidc, issuer: \"%s\", client-id: robot, client-secret: \"${file:%s}\" }"
            .formatted(issuer.url(), secret("iam", CLIENT_SECRET)));
  }

  @Test
  void aNightByTokensTellsNoSecret() throws Exception {
    try (TestIssuer issuer = issuer()) {
      askIssuer(issuer);
      site.file("a.fits", "x");

      verbs("before");
      night(LogSetup.Form.JSON);
      issuer.setAudience("other");
      verbs("refused by us");
      issuer.setAudience(null);
      catalogue.admin().addIdentity(issuer.identity("robot"), List.of("clerk"));
      verbs("taken for another");
      issuer.setMood(TestIssuer.Mood.HTML);
      verbs("a page");
      issuer.setMood(TestIssuer.Mood.WELL);
      issuer.addClient("robot", "changed");
      verbs("refused by the issuer");

      assertThat(said.get("refused by us: [auth, test]")).contains("audience");
      assertThat(said.get("refused by the issuer: [auth, test]")).contains("invalid_client");
      nothingLeaked();
    }
  }

  @Test
  void aTokenFileIsNotQuoted() throws Exception {
    try (TestIssuer issuer = issuer()) {
      String token = issuer.token("robot", "rucio", "openid profile");
      Path file = secret("token", token);
      site.auth("{ method: token-file, path: %s }".formatted(file));
      site.file("a.fits", "x");

      verbs("before");
      night(LogSetup.Form.TEXT);
      secret("token", token + "\n" + token);
      verbs("two lines");
      secret("token", token.substring(0, 40));
      verbs("cut");
      catalogue.admin().revokeTokens();
      issuer.setLifetime(Duration.ofSeconds(-5));
      secret("token", issuer.token("robot", "rucio", "openid profile"));
      verbs("ended");

      assertThat(said.get("ended: [auth, test]")).contains("ended at");
      nothingLeaked();
    }
  }

  @Test
  void keysAndProxiesAreNotQuoted() throws Exception {
    catalogue.admin().addIdentity("CN=Robot Ingest,O=Test,DC=example,DC=org", List.of("ingest"));
    site.rucio(catalogue.tlsUrl() + "\n  ca: " + CERTIFICATES.resolve("grid"));
    Path proxy = secret("proxy", Files.readString(CERTIFICATES.resolve("proxy.pem")));
    Path key = secret("key", Files.readString(CERTIFICATES.resolve("robot.key")));
    site.auth("{ method: x509, proxy: %s }".formatted(proxy));
    site.file("a.fits", "x");

    verbs("before");
    night(LogSetup.Form.JSON);
    secret("proxy", Files.readString(CERTIFICATES.resolve("proxy.pem")).replace("MII", "MIJ"));
    verbs("broken proxy");
    site.auth(
        "{ method: x509, certificate: %s/stranger.pem, key: %s }".formatted(CERTIFICATES, key));
    verbs("another's key");

    assertThat(said.get("another's key: [config, check]"))
        .contains("is not that of the certificate");
    nothingLeaked();
  }

  @Test
  void aRefusedSignInTellsNoSecret() throws Exception {
    site.password(PASSWORD);
    site.file("a.fits", "x");

    verbs("refused");

    assertThat(said.get("refused: [doctor]")).contains("fail  sign-in");
    nothingLeaked();
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() throws Exception {
    site.rucio("http://ingest:" + PASSWORD + "@127.0.0.1:" + catalogue.url().getPort());

    verbs("in the address");

    assertThat(said.get("in the address: [config, check]")).contains("rucio.url");
    nothingLeaked();
  }

  @Test
  void theCheckFindsAPlantedSecret() {
    said.put("planted", "the password is " + PASSWORD);
    for (int i = 0; i < 10; i++) {
      said.put("harmless " + i, "nothing ".repeat(20));
    }

    assertThat(catchThrowable(this::nothingLeaked)).isNotNull();
  }
}
