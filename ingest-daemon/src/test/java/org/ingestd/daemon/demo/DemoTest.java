// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.ingestd.testbed.telescope.manifest.ManifestFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration and the mock telescope alone. */
final class DemoTest {

  @TempDir private Path folder;

  @Test
  void endsWithNumbersThatAgreeAndAFolderForOtherVerbs() throws Exception {
    Path directory = folder.resolve("demo");

    Invocation demo = Invocation.of("demo", "--files", "16", "--rate", "40", "--dir", directory);

    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out())
        .endsWith(
            """
            produced               16
            registered             16
            SAFE                   16
            """);
    assertThat(demo.out()).contains("copies that differ     0", "closed → safe");
    Path config = directory.resolve("ingestd.yaml");
    Invocation status = Invocation.of("status", "--json", "--config", config);
    assertThat(new ObjectMapper().readTree(status.out()).at("/files/SAFE/count").asInt())
        .isEqualTo(16);
    assertThat(Invocation.of("journal", "check", "--config", config).exit()).isZero();
    assertThat(Invocation.of("simulate", "--config", config).exit()).isZero();
  }

  @Test
  void doesNotTouchAFolderThatHoldsSomething() throws Exception {
    Files.writeString(folder.resolve("mine"), "x");

    Invocation demo = Invocation.of("demo", "--dir", folder);

    assertThat(demo.exit()).isEqualTo(73);
    try (Stream<Path> content = Files.list(folder)) {
      assertThat(content).hasSize(1);
    }
  }

  @Test
  void mockTelescopeWritesFilesAndTheirTrueChecksums() throws Exception {
    Path manifest = folder.resolve("manifest");
    Path data = folder.resolve("data");

    Invocation call =
        Invocation.of(
            "mock-telescope",
            data,
            "--profile",
            "lst,magic",
            "--files",
            "6",
            "--rate",
            "0",
            "--finish",
            "rename",
            "--manifest",
            manifest);

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(ManifestFile.read(manifest).entries())
        .hasSize(6)
        .allSatisfy(entry -> assertThat(entry.path().under(data)).isRegularFile());
    assertThat(Invocation.of("mock-telescope", data, "--profile", "hubble").exit()).isEqualTo(64);
  }

  @Test
  void mockTelescopeMakesBacklogsOfPastNights() throws Exception {
    Path data = folder.resolve("data");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));

    Invocation call =
        Invocation.of("mock-telescope", data, "--profile", "lst", "--files", "9", "--nights", "3");

    assertThat(call.exit()).as(call.err()).isZero();
    try (Stream<Path> files = Files.walk(data).filter(Files::isRegularFile)) {
      assertThat(files)
          .hasSize(9)
          .allSatisfy(
              file -> assertThat(Files.getLastModifiedTime(file).toInstant()).isBefore(yesterday));
    }
    try (Stream<Path> nights = Files.list(data.resolve("R0"))) {
      assertThat(nights).hasSize(3);
    }
  }

  @Test
  void mockTelescopeRefusesBacklogsThatWouldNotBeOld() {
    Path data = folder.resolve("data");
    String today = LocalDate.now(ZoneOffset.UTC).toString();

    assertThat(
            Invocation.of("mock-telescope", data, "--files", "9", "--nights", "1", "--since", today)
                .err())
        .contains("two days ago or before");
    assertThat(Invocation.of("mock-telescope", data, "--nights", "3").exit()).isEqualTo(64);
    assertThat(Invocation.of("mock-telescope", data, "--since", "2026-01-21").exit()).isEqualTo(64);
    assertThat(
            Invocation.of("mock-telescope", data, "--nights", "2", "--files", "4", "--faults")
                .err())
        .contains("--faults");
    assertThat(data).doesNotExist();
  }
}
