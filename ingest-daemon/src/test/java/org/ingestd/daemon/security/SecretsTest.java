// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;

/** A password and the tokens got for it are found nowhere but where they were put. */
final class SecretsTest extends SiteWithCatalogue {

  private static final String PASSWORD = "canary-8f3a-PASSWORD";

  /** As the embedded catalogue (and Rucio) writes them. */
  private static final String TOKEN = "ingest-[a-z]+-unknown-[0-9a-f]{16,}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> said = new LinkedHashMap<>();

  private void verbs(String when) throws Exception {
    for (List<String> words :
        List.of(
            List.of("config", "check"),
            List.of("config", "show"),
            List.of("doctor"),
            List.of("doctor", "--json"),
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
              Configuration.read(site.config()).config(),
              Clock.systemUTC(),
              new SilentListener())) {
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
            assertThat(text).as(where).doesNotContain(PASSWORD).doesNotContainPattern(TOKEN));
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
