// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.ingestd.daemon.config.model.NotifyConfig;
import org.ingestd.daemon.config.model.NotifyConfig.From;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotifyConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  @Test
  void nobodyIsToldUnlessItIsAskedFor() throws Exception {
    NotifyConfig config = written.config().outward().messages();

    assertThat(config.from()).isEqualTo(From.WARNING);
    assertThat(config.webhook().url()).isEmpty();
    assertThat(config.command().run()).isEmpty();
    assertThat(config.command().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theSecretComesFromAFileAndIsMaskedWhenItIsShown() throws Exception {
    Path secret = Files.writeString(folder.resolve("hook"), "canary-8888-hook\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    written.rest(
        """
        notify:
          from: critical
          webhook: { url: "https://alerts.example.org/hook", secret: "${file:hook}" }
          command: { run: [/bin/true, --now], timeout: 5s }
        """);

    NotifyConfig config = written.config().outward().messages();

    assertThat(config.webhook().secret().orElseThrow().reveal()).isEqualTo("canary-8888-hook");
    assertThat(config.command().run()).containsExactly("/bin/true", "--now");
    Map<String, Object> shown = EffectiveWriter.values(written.config());
    assertThat(String.valueOf(shown.get("notify")))
        .contains("secret=********", "from=critical", "timeout=5s")
        .doesNotContain("canary");
  }

  @Test
  void everyFaultIsNamedAtOnceWithItsLine() {
    written.rest(
        """
        notify:
          from: info
          webhook: { url: "http://alerts.example.org/hook", token: x }
          command: { run: [tell, "--team"], timeout: soon }
        """);

    assertThat(written.faults())
        .containsExactly(
            "12: notify.from: info: must be one of warning, critical",
            "13: notify.webhook.token: unknown key; known here: url, secret",
            "13: notify.webhook.url: http://alerts.example.org/hook: must begin with https://; plain"
                + " http is taken for loopback only",
            "14: notify.command.timeout: soon: must be a duration such as 30s, 5m, 24h or 14d; a"
                + " number and one of ms, s, m, h, d",
            "14: notify.command.run[0]: tell: must be an absolute path; it begins with /");
  }

  @Test
  void aSecretWithoutAnAddressAndAPasswordInOneAreRefused() {
    written.rest("notify: { webhook: { secret: \"x\" } }\n");
    assertThat(written.faults())
        .containsExactly("11: notify.webhook.url: missing; there is a secret for it");

    written.rest("notify: { webhook: { url: \"https://me:canary-9999@example.org/\" } }\n");
    assertThat(written.faults())
        .singleElement()
        .asString()
        .contains("11: notify.webhook.url", "use secret")
        .doesNotContain("canary");
  }
}
