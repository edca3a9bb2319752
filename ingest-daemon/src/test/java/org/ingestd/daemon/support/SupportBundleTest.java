// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.acting.ApiToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle is listed before it is written, and has no secret in it. */
final class SupportBundleTest {

  private static final String CANARY = "canary-7d21-PASSWORD";

  @TempDir private Path folder;
  private Site site;
  private Path bundle;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    bundle = folder.resolve("bundle.zip");
    Files.createDirectories(site.state());
    ApiToken unused = ApiToken.readOrMake(site.state());
  }

  private Invocation bundle(String... options) throws Exception {
    Object[] words = new Object[options.length + 4];
    words[0] = "support-bundle";
    words[1] = bundle;
    System.arraycopy(options, 0, words, 2, options.length);
    words[options.length + 2] = "--config";
    words[options.length + 3] = site.config();
    return Invocation.of(words);
  }

  private Map<String, String> content() throws Exception {
    Map<String, String> content = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        content.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return content;
  }

  @Test
  void isOnlyListedUntilSomebodySaysYes() throws Exception {
    Invocation listed = bundle();

    assertThat(listed.exit()).isEqualTo(2);
    assertThat(listed.out()).contains("configuration.yaml", "doctor.json", "log.txt");
    assertThat(listed.err()).contains("not written", "--yes");
    assertThat(bundle).doesNotExist();

    Invocation written = bundle("--yes", "--json");

    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(content().keySet())
        .allSatisfy(name -> assertThat(written.out()).contains(name.replaceFirst(".*/", "")))
        .hasSize((int) written.out().lines().count());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
        .isEqualTo("rw-------");
    assertThat(bundle("--yes").exit()).as("one that is there is left alone").isEqualTo(73);
  }

  @Test
  void showsNoSecretWhereverItWasPrinted() throws Exception {
    site.password(CANARY);
    site.source("include: [\"" + CANARY + "*\"]\nrules: [{ expression: QOS=TAPE }]\n");
    String token = Files.readString(site.state().resolve("api-token")).strip();

    assertThat(bundle("--yes").exit()).isZero();

    String all = String.join("\n", content().values());
    assertThat(all).contains("include", "*********", "processors");
    assertThat(all).doesNotContain(CANARY).doesNotContain(token);
  }

  @Test
  void isMadeOfAFaultyConfigurationToo() throws Exception {
    Path faulty = Files.writeString(folder.resolve("bad.yaml"), "rucio: { batch: 0 }\n");

    Invocation call = Invocation.of("support-bundle", bundle, "--yes", "--config", faulty);

    assertThat(call.exit()).isZero();
    assertThat(content().get("ingestd-support/configuration.yaml")).contains("rucio.batch: 0");
  }

  @Test
  void takesOutWhatLooksLikeASecretOfAnyOtherPlace() {
    Scrubber scrubber = Scrubber.ofLooks();

    assertThat(scrubber.scrubbed("Authorization: Bearer abcdefgh12345")).doesNotContain("abcdefgh");
    assertThat(scrubber.scrubbed("t=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"))
        .isEqualTo("t=********");
    assertThat(scrubber.scrubbed("-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----"))
        .doesNotContain("MII");
    assertThat(scrubber.scrubbed("https://tom:pw123@rucio.example.org/"))
        .isEqualTo("https://********@rucio.example.org/");
    assertThat(scrubber.scrubbed("password=hunter22, next")).isEqualTo("password=********, next");
    assertThat(scrubber.scrubbed("12 files wait.")).isEqualTo("12 files wait.");
  }
}
