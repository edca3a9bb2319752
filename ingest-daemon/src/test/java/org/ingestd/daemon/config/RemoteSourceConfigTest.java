// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSourceConfigTest {

  @TempDir Path folder;
  private Written written;
  private Path key;
  private Path known;

  @BeforeEach
  void aKey() throws Exception {
    written = new Written(folder);
    key = folder.resolve("camera1.key");
    keygen("-N", "");
    known = Files.writeString(folder.resolve("known_hosts"), "");
  }

  private void keygen(String... more) throws Exception {
    Files.deleteIfExists(key);
    List<String> command =
        new ArrayList<>(List.of("ssh-keygen", "-q", "-t", "ed25519", "-f", key.toString()));
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Written source(String path, String... keys) {
    return written.sources(
        "sources:\n  - name: raw\n    path: " + path + "\n" + String.join("\n", keys).indent(4));
  }

  @Test
  void readsADirectoryOnAnotherHost() throws Exception {
    Location location =
        Wiring.ingest(
                source(
                        "sftp://daq@camera1.example.org:2022/data/R0/",
                        "key: " + key,
                        "known-hosts: " + known,
                        "rse-root: /data")
                    .config())
            .sources()
            .get(0)
            .location();

    assertThat(location)
        .isEqualTo(
            new Location.Remote(
                Path.of("/data/R0"),
                Path.of("/data"),
                new SftpHost(
                    new SftpHost.Address("daq", "camera1.example.org", 2022),
                    new SftpHost.SignIn.Key(key),
                    known)));
    assertThat(location.text()).isEqualTo("sftp://daq@camera1.example.org:2022/data/R0");
  }

  @Test
  void namesAllThatIsMissingAtOnce() {
    assertThat(source("sftp://daq@camera1/data/R0").faults())
        .containsExactlyInAnyOrder(
            "9: sources[0].key: missing. A source at sftp://… needs key or password",
            "9: sources[0].known-hosts: missing. A source at sftp://… needs the file with the"
                + " server's key; 'ingestd sftp trust-host' writes it",
            "9: sources[0].rse-root: missing. A source at sftp://… needs the directory there that"
                + " the RSE's prefix stands for");
  }

  @Test
  void takesOneWayToSignInAndADirectoryBelowTheRoot() {
    assertThat(
            source(
                    "sftp://daq@camera1/raw",
                    "key: " + key,
                    "password: pw",
                    "known-hosts: " + known,
                    "rse-root: /data",
                    "watch: events",
                    "complete: { quiet: 1s }")
                .faults())
        .anyMatch(fault -> fault.contains("key and password stand together"))
        .anyMatch(fault -> fault.contains("sources[0].path") && fault.contains("must lie below"))
        .anyMatch(fault -> fault.contains("sources[0].watch") && fault.contains("no events"))
        .anyMatch(fault -> fault.contains("complete.quiet") && fault.contains("whole seconds"))
        .hasSize(4);
  }

  @Test
  void refusesTheKeysOfAnotherHostForADirectoryHere() {
    assertThat(written.source("known-hosts: " + known + "\nrse-root: /data").faults())
        .containsExactlyInAnyOrder(
            "11: sources[0].known-hosts: "
                + known
                + ": belongs to sources at sftp://…; take it out",
            "12: sources[0].rse-root: /data: belongs to sources at sftp://…; take it out");
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws Exception {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(remote().faults()).singleElement().asString().contains("chmod 600");
  }

  @Test
  void refusesAKeyThatNobodyCouldUnlock() throws Exception {
    keygen("-N", "a passphrase");

    assertThat(remote().faults()).singleElement().asString().contains("passphrase");
  }

  @Test
  void refusesAFileThatIsNoKeyAndTellsNothingOfIt() throws Exception {
    Files.writeString(key, "hunter2");

    assertThat(remote().faults())
        .singleElement()
        .asString()
        .contains("no private key")
        .doesNotContain("hunter2");
  }

  @Test
  void warnsOfFilesThatAreNotThereYet() throws Exception {
    Files.delete(key);
    Files.delete(known);

    assertThat(remote().warnings())
        .anyMatch(warning -> warning.contains("sources[0].key") && warning.contains("no such file"))
        .anyMatch(warning -> warning.contains("known-hosts") && warning.contains("trust-host"));
  }

  private Written remote() {
    return source(
        "sftp://daq@camera1/data/R0", "key: " + key, "known-hosts: " + known, "rse-root: /data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sftp://camera1/data",
        "sftp://daq@/data",
        "sftp://daq@camera1",
        "sftp://daq@camera1:99999/data",
        "sftp://daq@camera1/data?x=y",
        "sftp:data"
      })
  void refusesAnAddressThatIsNotWhole(String path) {
    assertThat(source(path, "key: " + key, "known-hosts: " + known, "rse-root: /data").faults())
        .anyMatch(fault -> fault.contains("sources[0].path"));
  }

  @Test
  void neverShowsAPasswordThatStandsInTheAddress() {
    assertThat(source("sftp://daq:hunter2@camera1/data").faults())
        .anyMatch(fault -> fault.contains("a password has its own key"))
        .noneMatch(fault -> fault.contains("hunter2"));
  }

  @Test
  void refusesSourcesOfOneHostThatOverlap() throws IOException {
    String more = "\n    key: " + key + "\n    known-hosts: " + known + "\n    rse-root: /data\n";
    written.sources(
        "sources:\n  - name: one\n    path: sftp://daq@camera1/data/R0"
            + more
            + "  - name: two\n    path: sftp://daq@camera1/data/R0/night"
            + more
            + "  - name: three\n    path: sftp://daq@camera2/data/R0"
            + more);

    assertThat(written.faults()).singleElement().asString().contains("overlaps");
  }
}
