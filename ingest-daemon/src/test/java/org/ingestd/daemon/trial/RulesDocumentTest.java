// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/rules.md: every configuration in it is taken, and what it shows is what is answered. */
final class RulesDocumentTest extends SiteWithCatalogue {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|console)\n(.*?)^```");

  private final List<String> configurations = new ArrayList<>();
  private final List<String> sessions = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Documents.TOP.resolve("docs/rules.md")));
    while (block.find()) {
      (block.group(1).equals("yaml") ? configurations : sessions).add(block.group(2));
    }
    assertThat(configurations).hasSize(4);
    assertThat(sessions).hasSize(2);
  }

  /** The block in place of the site's own sources. */
  private Path written(String sources) throws IOException {
    Path file = site.config();
    String own = Files.readString(file);
    String head = own.substring(0, own.indexOf("sources:"));
    Files.createDirectories(site.root().resolve("magic"));
    Files.writeString(file, head + sources.replace("path: /data", "path: " + site.root()));
    return file;
  }

  @Test
  void everyConfigurationIsTakenByTheProgramAndByDoctor() throws Exception {
    for (String sources : configurations) {
      Path file = written(sources);

      Invocation check = Invocation.of("config", "check", "--config", file);
      Invocation doctor = Invocation.of("doctor", "--config", file);

      assertThat(check.exit()).as(check.err()).isZero();
      assertThat(doctor.exit()).as(doctor.out()).isZero();
    }
  }

  @Test
  void explainsTheSameAsTheDocument() throws Exception {
    Path file = written(configurations.get(1));
    site.file("sky-run70.fits", "no FITS at all");

    Invocation call =
        Invocation.of("explain", site.data().resolve("sky-run70.fits"), "--config", file);

    List<String> said = call.out().lines().map(RulesDocumentTest::plain).toList();
    List<String> shown = sessions.get(0).lines().skip(1).map(RulesDocumentTest::plain).toList();
    assertThat(said).containsAll(shown);
  }

  private static String plain(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  @Test
  void countsTheFilesOfEachRule() throws Exception {
    Path file = written(configurations.get(1));
    site.file("sky-run70.fits", "no FITS at all");
    site.file("cal-run70.fits", "neither");
    site.file("cal-run8.fits", "nor this");

    Invocation call = Invocation.of("simulate", "--json", "--config", file);

    JsonNode rules = new ObjectMapper().readTree(call.out()).get("rules");
    assertThat(rules).extracting(rule -> rule.get("files").asInt()).containsExactly(3, 2, 0);
    assertThat(rules.get(1).get("when").asText()).isEqualTo("run is 7* or 0815");
    assertThat(rules.get(0).has("when")).isFalse();
  }

  @Test
  void showsWhatTheAccountMayDoAsTheDocumentSays() throws Exception {
    site.auth("{ username: clerk, password: \"pw\" }").account("clerk");
    site.source("naming: { scope: clerk }\nrules: [{ expression: QOS=TAPE }]\n");

    Invocation call = Invocation.of("doctor", "--config", site.config());

    List<String> said = call.out().lines().map(RulesDocumentTest::plain).toList();
    assertThat(said)
        .containsAll(sessions.get(1).lines().skip(1).map(RulesDocumentTest::plain).toList());
  }
}
