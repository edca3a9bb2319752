// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.yaml.Fault;

/** Configurations for tests: the smallest good one, and parts to put in its places. */
final class Written {

  private static final String RUCIO =
      """
      rucio:
        url: https://rucio.example.org
        account: ingest
        auth: { username: ingest, password: pw }
      """;
  private static final String RSE =
      """
      rse:
        name: ONSITE
        root: /data
      """;
  private static final String SOURCE =
      """
      sources:
        - name: raw
          path: /data/raw
      """;

  private final Path folder;
  private String rucio = RUCIO;
  private String rse = RSE;
  private String sources = SOURCE;
  private String rest = "";
  private Map<String, String> environment = Map.of();

  Written(Path folder) {
    this.folder = folder;
  }

  Written rucio(String yaml) {
    rucio = yaml;
    return this;
  }

  Written rse(String yaml) {
    rse = yaml;
    return this;
  }

  Written sources(String yaml) {
    sources = yaml;
    return this;
  }

  /** Keys of the one source, indented by four blanks. */
  Written source(String keys) {
    sources = SOURCE + keys.indent(4);
    return this;
  }

  Written rest(String yaml) {
    rest = yaml;
    return this;
  }

  Written environment(Map<String, String> values) {
    environment = values;
    return this;
  }

  Configuration read() throws IOException, ConfigurationRefused {
    return Configuration.read(file(), environment::get);
  }

  Config config() throws IOException, ConfigurationRefused {
    return read().config();
  }

  SourceConfig source() throws IOException, ConfigurationRefused {
    return config().sources().get(0);
  }

  /** Faults as {@code LINE: key: value: says}. */
  List<String> faults() {
    ConfigurationRefused refused = catchThrowableOfType(ConfigurationRefused.class, this::read);
    assertThat(refused).as("no fault found").isNotNull();
    return refused.faults().stream().map(Written::withoutFile).toList();
  }

  List<String> warnings() throws IOException, ConfigurationRefused {
    return read().warnings().stream().map(Written::withoutFile).toList();
  }

  private static String withoutFile(Fault fault) {
    return new Fault("", fault.line(), fault.key(), fault.value(), fault.says())
        .toString()
        .substring(1);
  }

  Path file() throws IOException {
    Path file = folder.resolve("ingestd.yaml");
    Files.writeString(file, rucio + rse + sources + rest);
    return file;
  }
}
