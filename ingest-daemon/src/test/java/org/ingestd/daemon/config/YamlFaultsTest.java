// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before any key is looked at. */
final class YamlFaultsTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  @Test
  void namesFileAndLine() {
    written.rest("colour: red\n");

    assertThatThrownBy(written::read)
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessage(
            folder.resolve("ingestd.yaml")
                + ":11: colour: unknown key; known here: instance, state, inbox, rucio, rse,"
                + " sources, limits, http, notify");
  }

  @Test
  void refusesKeysThatStandTwice() {
    written.rest("instance: one\ninstance: two\n");

    assertThat(written.faults()).singleElement().asString().startsWith("12: ").contains("instance");
  }

  @Test
  void refusesAliasesAndSecondDocuments() {
    written.rest("instance: &name one\nstate: *name\n---\nrucio: {}\n");

    assertThat(written.faults())
        .contains("12: state: aliases (*name) are not taken; write the value out")
        .anySatisfy(fault -> assertThat(fault).contains("second document"));
  }

  @Test
  void namesTheLineThatIsNoYaml() {
    written.rest("instance: [one\nstate: /x\n");

    assertThat(written.faults()).singleElement().asString().contains("not YAML");
  }

  @Test
  void doesNotQuoteTheFileWhereItIsNoYaml() {
    written.rucio("rucio:\n  auth:\n    password: hunter2: extra\n");

    assertThat(written.faults()).singleElement().asString().doesNotContain("hunter2");
  }

  @Test
  void doesNotPrintTheValueOfAMisspeltSecret() {
    written.rucio(
        "rucio: { url: https://r.org, account: a, auth: { username: u, pasword: hunter2 } }\n");

    assertThat(written.faults())
        .contains("1: rucio.auth.pasword: unknown key; did you mean password?")
        .noneSatisfy(fault -> assertThat(fault).contains("hunter2"));
  }

  @Test
  void saysHowToBeginWhereThereIsNoFile() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> Configuration.read(missing))
        .hasMessage(
            missing
                + ": cannot be read: no such file; name another with --config, or begin one with"
                + " 'ingestd config init'");
  }

  @Test
  void namesAllThatIsMissingFromAnEmptyFile() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.yaml"));

    assertThatThrownBy(() -> Configuration.read(empty))
        .hasMessageContainingAll("rucio.url: missing", "rse.name: missing", "sources: missing");
  }

  @Test
  void refusesAFileThatIsAList() throws Exception {
    Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n- b\n");

    assertThatThrownBy(() -> Configuration.read(list))
        .hasMessage(list + ":1: must be a group of keys, as in 'rucio:'");
  }
}
