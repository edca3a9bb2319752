// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.view.ConfigView;
import org.ingestd.daemon.view.ConfigView.ValueView;
import org.ingestd.daemon.view.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OriginWriterTest {

  @TempDir private Path folder;

  @Test
  void everyValueHasTheLineThatItComesFromAndSecretsAreMasked() throws Exception {
    Site site =
        Site.in(folder)
            .password("canary-0000-unique")
            .source("digests: [adler32, md5]\nnaming: { scope: lst }\n");
    Configuration configuration = Configuration.read(site.config());

    ConfigView view =
        OriginWriter.of("ingestd.yaml", configuration.config(), configuration.places());

    assertThat(value(view, "instance"))
        .isEqualTo(new ValueView("instance", "test", "ingestd.yaml:1"));
    assertThat(value(view, "rse.name").origin()).isEqualTo("ingestd.yaml:7");
    assertThat(value(view, "sources[0].name").value()).isEqualTo("camera");
    assertThat(value(view, "sources[0].digests").value()).isEqualTo(List.of("adler32", "md5"));
    assertThat(value(view, "sources[0].digests").origin()).isEqualTo("ingestd.yaml:12");
    assertThat(value(view, "sources[0].rescan").origin()).isEqualTo("default");
    assertThat(value(view, "rucio.auth.password").value()).isEqualTo("********");
    assertThat(Json.line(view)).doesNotContain("canary");
  }

  private static ValueView value(ConfigView view, String key) {
    return view.values().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }
}
