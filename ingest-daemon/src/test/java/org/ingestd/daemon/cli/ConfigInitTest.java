// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first configuration, by answers. */
final class ConfigInitTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ingestd.yaml");
  }

  private Invocation init(String... words) {
    List<Object> all = new ArrayList<>(List.of("config", "init", file));
    all.addAll(List.of(words));
    return Invocation.of(all.toArray());
  }

  @Test
  void answersStandInTheFileAndKeysOfGroupsThatWereCommentedOutAreSet() {
    Invocation call =
        init(
            "--no-doctor",
            "--set",
            "rucio.url=https://rucio.telescope.org",
            "--set",
            "sources[].path=/data/\"R0\" \\ x",
            "--set",
            "sources[].complete.quiet=7m",
            "--set",
            "sources[].rules[].copies=3",
            "--set",
            "http.listen=127.0.0.1:8799");

    assertThat(call.exit()).as(call.err()).isZero();
    String shown = Invocation.of("config", "show", "--json", "--config", file).out();
    assertThat(shown)
        .contains(
            "\"url\":\"https://rucio.telescope.org\"",
            "\"path\":\"/data/\\\"R0\\\" \\\\ x\"",
            "\"quiet\":\"7m\"",
            "\"copies\":3",
            "\"listen\":\"127.0.0.1:8799\"");
  }

  @Test
  void theDoctorLooksAtOnceAndItsExitCodeIsTheVerbs() throws Exception {
    Path root = folder.resolve("data");
    Path data = Files.createDirectories(root.resolve("R0"));
    Path password = Files.writeString(folder.resolve("password"), "pw");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("r--------"));
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(folder.resolve("storage"), root)) {
      String[] words = {
        "--set", "state=" + Files.createDirectory(folder.resolve("state")),
        "--set", "rucio.url=" + catalogue.url(),
        "--set", "rucio.account=ingest",
        "--set", "rucio.auth.username=ingest",
        "--set", "rucio.auth.password=${file:" + password + "}",
        "--set", "rse.name=ONSITE",
        "--set", "rse.root=" + root,
        "--set", "sources[].path=" + data,
        "--set", "sources[].naming.scope=lst",
        "--set", "sources[].rules[].expression=QOS=TAPE",
        "--set", "sources[].rules[].copies=1"
      };
      Invocation well = init(words);
      Files.delete(file);
      Files.delete(data);
      Invocation ill = init(words);

      assertThat(well.exit()).as(well.out() + well.err()).isZero();
      assertThat(well.out()).contains("'QOS=TAPE' matches");
      assertThat(ill.out()).contains("is no directory");
      assertThat(ill.exit()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNoKeyOrNoValueIsRefusedAndNothingIsWritten() {
    Invocation key = init("--set", "rucio.uri=x");
    Invocation value = init("--set", "sources[].complete.quiet=soon");

    assertThat(key.exit()).isEqualTo(64);
    assertThat(key.err()).contains("rucio.uri is no key").contains("sources[].path");
    assertThat(value.exit()).isEqualTo(64);
    assertThat(value.err()).contains("sources[].complete.quiet: must be ");
    assertThat(file).doesNotExist();
  }

  @Test
  void aSecretInAnArgumentIsRefusedAndNotRepeated() {
    Invocation call = init("--set", "rucio.auth.password=hunter2");

    assertThat(call.exit()).isEqualTo(64);
    assertThat(call.err()).contains("rucio.auth.password", "${file:PATH}");
    assertThat(call.err() + call.out()).doesNotContain("hunter2");
  }
}
