// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.telling.LogSetup;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever names files can neither draw on a terminal, nor write lines into a log, nor be lost. */
final class HostileNamesTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  /** Line ends, escape sequences, quotes, mark-up, other writing directions, SQL, shell. */
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\r",
          "\t",
          "\u001b[2J\u001b[31m",
          "\u007f",
          "\u202e",
          "\u2066",
          "\u2028",
          "\u0085",
          "\"",
          "'",
          "\\",
          "\\x41",
          "_x41",
          "%2e%2e",
          "%00",
          "+",
          "&",
          "?",
          "#",
          ";",
          "|",
          "`",
          "$(id)",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "{{7*7}}",
          "${simple:x}",
          "' OR 1=1 --",
          "-rf",
          "*",
          "ä",
          "a\u0308",
          "\ud83d\udd2d",
          " ",
          "\n2026-01-01 ERROR all files lost");

  private static final byte[][] NOT_UTF8 = {
    {(byte) 0xff}, {(byte) 0xc3}, {(byte) 0xed, (byte) 0xa0}
  };

  private Set<RawPath> makeFiles(int count) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    Set<RawPath> names = new HashSet<>();
    while (names.size() < count) {
      StringBuilder name = new StringBuilder("f" + names.size());
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        name.append(PIECES.get(random.nextInt(PIECES.size())).replace("/", "")).append('n');
      }
      byte[] text = name.toString().getBytes(StandardCharsets.UTF_8);
      byte[] odd = random.nextInt(4) == 0 ? NOT_UTF8[random.nextInt(3)] : new byte[0];
      byte[] bytes = new byte[text.length + odd.length];
      System.arraycopy(text, 0, bytes, 0, text.length);
      System.arraycopy(odd, 0, bytes, text.length, odd.length);
      RawPath path = RawPath.of(bytes);
      Files.writeString(path.under(site.data()), "content of " + names.size());
      names.add(path);
    }
    return names;
  }

  private List<JsonNode> listed() throws Exception {
    List<JsonNode> files = new ArrayList<>();
    Invocation call = Invocation.of("files", "list", "--json", "--config", site.config());
    for (String line : call.out().lines().toList()) {
      files.add(new ObjectMapper().readTree(line));
    }
    return files;
  }

  private static RawPath path(JsonNode file) {
    return file.has("pathBytes")
        ? RawPath.of(Base64.getDecoder().decode(file.get("pathBytes").asText()))
        : RawPath.of(file.get("path").asText());
  }

  private static void drawsNothing(String where, String text) {
    assertThat(text.lines())
        .as(where)
        .isNotEmpty()
        .noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}\\u2028\\u2029\\u0085].*"));
  }

  @ParameterizedTest
  @EnumSource(LogSetup.Form.class)
  void everyOneOfThemArrivesAndNoneIsSeenToDraw(LogSetup.Form form) throws Exception {
    site.source("complete: { quiet: 1s }\nrescan: 1s\nnaming: { scope: lst }\n");
    Set<RawPath> names = makeFiles(200);

    try (HeardLog log = new HeardLog(form);
        Daemon daemon =
            Daemon.start(
                Configuration.read(site.config()), Clock.systemUTC(), new SilentListener())) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  listed().stream()
                          .filter(
                              file ->
                                  Set.of("PROTECTED", "QUARANTINED")
                                      .contains(file.get("state").asText()))
                          .count()
                      == names.size());

      assertThat(listed())
          .extracting(HostileNamesTest::path)
          .containsExactlyInAnyOrderElementsOf(names);
      assertThat(listed())
          .as("the escape makes a name for each of them")
          .allMatch(file -> file.get("state").asText().equals("PROTECTED"));
      drawsNothing("table", Invocation.of("files", "list", "--config", site.config()).out());
      drawsNothing("log", log.text());
      assertThat(log.text().lines())
          .as("no name begins a line")
          .allMatch(line -> line.matches("(\\{|20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z [A-Z]+ ).*"));
      String page = body(daemon, "/api/files?limit=200");
      assertThat(new ObjectMapper().readTree(page).get("files")).hasSize(200);
    }
  }

  private static String body(Daemon daemon, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(daemon.page().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void wordsOfAServerDrawNothingOnTheTerminal() {
    assertThat(org.ingestd.daemon.terminal.Table.onOneLine("a\u001b[2J\u202eb\u2028c\nd"))
        .isEqualTo("a [2J b c d");
  }
}
