// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ExampleReader;
import org.ingestd.daemon.config.written.TemplateWriter.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is written from the configuration's records, and every example, fits them. */
final class ExamplesTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(SchemaWriter.write());

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Documents.TOP.resolve("config-examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isReadWithoutFault(Path example) throws Exception {
    assertThat(ExampleReader.read(example).config().sources()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void fitsTheSchema(Path example) throws Exception {
    assertThat(SCHEMA.validate(tree(Files.readString(example)))).isEmpty();
  }

  @Test
  void schemaRefusesWhatTheReaderRefuses() throws Exception {
    assertThat(SCHEMA.validate(tree("rucio: { batch: 1001, colour: red }\n")))
        .extracting(message -> message.getInstanceLocation().toString())
        .contains("$", "$.rucio", "$.rucio.batch");
  }

  @Test
  void tourHasEveryKey() {
    Documents.assertUpToDate(
        "config-examples/tour.yaml",
        "# Every key with what it is for. Written by a test from the configuration's records.\n"
            + TemplateWriter.write(Extent.ALL_KEYS_SET));
  }

  @Test
  void templateToBeginWithIsReadWithoutFault(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ingestd.yaml");
    Files.writeString(file, TemplateWriter.write(Extent.REQUIRED_KEYS_SET));

    Configuration configuration = Configuration.read(file);

    assertThat(configuration.config().rse().name()).isEqualTo("LST1-ONSITE");
    assertThat(Files.readString(file)).contains("    #rescan: 5m");
  }

  @Test
  void effectiveValuesCanBeReadAgainAndAreTheSame(@TempDir Path folder) throws Exception {
    for (Path example : examples().toList()) {
      String shown = EffectiveWriter.yaml(ExampleReader.read(example).config());
      Path again = Files.writeString(folder.resolve("again.yaml"), shown);

      assertThat(EffectiveWriter.yaml(Configuration.read(again).config()))
          .as("%s", example)
          .isEqualTo(shown)
          .contains("password: '********'", "batch: 300");
    }
  }

  @Test
  void documentationHasEveryKey() {
    Documents.assertPartUpToDate("docs/configuration.md", "keys", KeyTable.write());
  }

  private static JsonNode tree(String yaml) throws IOException {
    return new YAMLMapper().readTree(yaml);
  }
}
