// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;
import org.ingestd.daemon.endtoend.Site.Account;
import org.ingestd.testbed.bed.RucioBed;
import org.ingestd.testbed.telescope.Pace;
import org.ingestd.testbed.telescope.manifest.CopyCheck;
import org.ingestd.testbed.telescope.manifest.Fate;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged daemon as a process of its own, from a mock telescope to SAFE on a real Rucio. */
@Tag("real")
@Tag("versions")
class EndToEndTest {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Account ADMIN = Account.of("ingest", "lst");
  private static final Account CLERK = Account.of("clerk", "clerk");

  private static RucioBed bed;

  @TempDir private Path home;

  @BeforeAll
  static void startRucio() {
    bed = RucioBed.start();
  }

  @AfterAll
  static void stopRucio() {
    if (bed != null) {
      bed.close();
    }
  }

  @Test
  void fiveHundredFilesOfAllProfilesBecomeSafe() throws Exception {
    Site site = new Site(bed, home, "calm");
    Path configuration = site.configure(ADMIN);
    site.observe(11, Pace.ofFiles(500));
    SourceTree before = SourceTree.of(site.data());

    try (DaemonProcess daemon = site.start(configuration)) {
      awaitSafe(site, daemon, 500);
      assertThat(daemon.status().get("verdict").asText())
          .matches("All [0-9]+ files of the night of .+ are safe\\.");

      assertThat(daemon.terminate()).isZero();
    }

    assertThat(SourceTree.of(site.data())).isEqualTo(before);
    assertCatalogueAndCopiesAgree(site, configuration, ADMIN.scope(), 500);
  }

  /** Without admin rights, because an admin may do what a scope's owner may not. */
  @Test
  void aKillInTheMiddleLeavesNothingOutAndNothingTwice() throws Exception {
    Site site = new Site(bed, home, "killed");
    Path configuration = site.configure(CLERK);
    CompletableFuture<Void> night =
        inBackground(site, 12, Pace.ofFiles(500).withFilesPerSecond(60));

    try (DaemonProcess daemon = site.start(configuration)) {
      await().atMost(PATIENCE).until(() -> registered(daemon) >= 100);
      daemon.kill();
    }
    try (DaemonProcess daemon = site.start(configuration)) {
      night.join();
      SourceTree before = SourceTree.of(site.data());
      awaitSafe(site, daemon, 500);

      assertThat(daemon.terminate()).isZero();
      assertThat(SourceTree.of(site.data())).isEqualTo(before);
    }

    assertCatalogueAndCopiesAgree(site, configuration, CLERK.scope(), 500);
    assertARestartWithNothingToDoWritesNothing(site, configuration);
  }

  private static long registered(DaemonProcess daemon) {
    return daemon.count("REGISTERED") + daemon.count("PROTECTED") + daemon.count("SAFE");
  }

  private static CompletableFuture<Void> inBackground(Site site, long seed, Pace pace) {
    var thread = Executors.newSingleThreadExecutor();
    CompletableFuture<Void> night =
        CompletableFuture.runAsync(
            () -> {
              try {
                site.observe(seed, pace);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            thread);
    thread.shutdown();
    return night;
  }

  /** On a busy machine Rucio's copies take long: only a standstill is a fault. */
  private static void awaitSafe(Site site, DaemonProcess daemon, int files) throws IOException {
    try {
      for (long safe = 0; daemon.isAlive() && safe < files; safe = daemon.count("SAFE")) {
        long before = safe;
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> !daemon.isAlive() || daemon.count("SAFE") > before);
      }
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(daemon.status() + "\n" + Files.readString(site.log()), e);
    }
    assertThat(daemon.isAlive()).describedAs(Files.readString(site.log())).isTrue();
  }

  private static void assertCatalogueAndCopiesAgree(
      Site site, Path configuration, String scope, int files) throws Exception {
    assertThat(site.registered(scope)).hasSize(files).doesNotHaveDuplicates();
    assertThat(site.sourceReplicas(scope)).hasSize(files);
    List<String> rules = site.rules(scope);
    assertThat(rules).doesNotHaveDuplicates();
    assertThat(rules.size()).isEqualTo(3 * new HashSet<>(datasets(rules)).size());

    Map<String, JsonNode> byPath = new HashMap<>();
    for (JsonNode file : DaemonProcess.verb(configuration, "files", "list", "--json").objects()) {
      byPath.put(folder(file.get("source").asText()) + "/" + file.get("path").asText(), file);
    }
    assertThat(byPath).hasSize(files);
    assertRegisteredInPlace(site, scope, byPath);
    CopyCheck check = new CopyCheck(site.data());
    List<ManifestEntry> entries = site.manifest().entries();
    assertThat(check.compare(entries, entry -> copy(site, "TAPE-A", byPath, entry))).isEmpty();
    assertThat(check.compare(entries, entry -> disk(site, byPath, entry))).isEmpty();
  }

  private static List<String> datasets(List<String> rules) {
    return rules.stream().map(rule -> rule.substring(0, rule.indexOf('|'))).toList();
  }

  private static String folder(String source) {
    return org.ingestd.testbed.telescope.content.Profile.ofKey(source).folder();
  }

  private static Optional<Path> disk(Site site, Map<String, JsonNode> byPath, ManifestEntry entry) {
    return copy(site, "DISK-A", byPath, entry)
        .filter(Files::exists)
        .or(() -> copy(site, "DISK-B", byPath, entry));
  }

  private static Optional<Path> copy(
      Site site, String rse, Map<String, JsonNode> byPath, ManifestEntry entry) {
    return Optional.ofNullable(byPath.get(entry.path().text()))
        .map(file -> site.copy(rse, file.get("scope").asText(), file.get("name").asText()));
  }

  /** The database's own word: each file's size, checksum and path below the RSE's prefix. */
  private static void assertRegisteredInPlace(
      Site site, String scope, Map<String, JsonNode> byPath) {
    Map<String, String> inDatabase = new HashMap<>();
    for (String row : site.sourceReplicas(scope)) {
      inDatabase.put(row.substring(0, row.indexOf('|')), row.substring(row.indexOf('|') + 1));
    }
    for (ManifestEntry entry : site.manifest().entries(Fate.REGISTER)) {
      JsonNode file = byPath.get(entry.path().text());
      assertThat(file).describedAs(entry.path().text()).isNotNull();
      var written = entry.content().orElseThrow();
      assertThat(inDatabase.get(file.get("name").asText()))
          .describedAs(entry.path().text())
          .endsWith("|" + written.adler32() + "|" + written.size())
          .contains(site.data().getFileName() + "/");
      assertThat(file.at("/digests/md5").asText()).isEqualTo(written.md5());
    }
  }

  private static void assertARestartWithNothingToDoWritesNothing(Site site, Path configuration)
      throws Exception {
    int before = bed.answered().size();
    try (DaemonProcess daemon = site.start(configuration)) {
      await().atMost(PATIENCE).until(() -> daemon.statusCode("/health/ready") == 200);
      await().atMost(PATIENCE).until(() -> bed.answered().size() > before);
      assertThat(daemon.terminate()).isZero();
    }
    assertThat(bed.answered().subList(before, bed.answered().size()))
        .noneMatch(EndToEndTest::writes);
  }

  private static boolean writes(String call) {
    return !call.startsWith("GET ")
        && !call.startsWith("POST /replicas/list ")
        && !call.startsWith("POST /dids/bulkmeta ");
  }

  @Test
  void anOutageOfRucioCostsNothingAndIsOverByItself() throws Exception {
    Site site = new Site(bed, home, "outage");
    Path configuration = site.configure(CLERK);
    bed.stopServer();

    try (DaemonProcess daemon = site.start(configuration)) {
      site.observe(13, Pace.ofFiles(40));
      await().atMost(PATIENCE).until(() -> daemon.count("DIGESTED") == 40);
      assertThat(daemon.statusCode("/health/live")).isEqualTo(200);
      assertThat(daemon.count("QUARANTINED")).isZero();
      bed.startServer();
      awaitSafe(site, daemon, 40);
    }
  }

  @Test
  void anRseThatCannotBeASourceIsRefusedAtTheStart() throws Exception {
    Site site = new Site(bed, home, "deterministic");
    Path configuration = site.configure(CLERK.withRse("DETERMINISTIC"));

    try (DaemonProcess daemon = site.start(configuration)) {
      assertThat(daemon.await()).isEqualTo(78);
    }

    assertThat(Files.readString(site.log())).contains("DETERMINISTIC").contains("deterministic");
    DaemonProcess.Answer doctor = DaemonProcess.verb(configuration, "doctor");
    assertThat(doctor.exitCode()).isEqualTo(78);
    assertThat(doctor.output()).contains("DETERMINISTIC");
  }

  @Test
  void anUnknownRseIsNamed() throws Exception {
    Site site = new Site(bed, home, "unknown");
    Path configuration = site.configure(CLERK.withRse("NOWHERE"));

    try (DaemonProcess daemon = site.start(configuration)) {
      assertThat(daemon.await()).isEqualTo(78);
    }

    assertThat(Files.readString(site.log())).contains("NOWHERE");
  }

  @Test
  void aWrongPasswordKeepsTheDaemonUpAndTheDoctorSaysIt() throws Exception {
    Site site = new Site(bed, home, "password");
    Path configuration = site.configure(CLERK.withPassword("not-the-password"));

    try (DaemonProcess daemon = site.start(configuration)) {
      await().atMost(PATIENCE).until(() -> daemon.statusCode("/health/ready") == 503);
      assertThat(daemon.statusCode("/health/live")).isEqualTo(200);
      DaemonProcess.Answer doctor = DaemonProcess.verb(configuration, "doctor");

      assertThat(doctor.exitCode()).isEqualTo(77);
      assertThat(doctor.output() + doctor.messages() + Files.readString(site.log()))
          .doesNotContain("not-the-password");
      assertThat(daemon.terminate()).isZero();
    }
  }

  @Test
  void aScopeOfAnotherAccountIsFoundBeforeTheFirstNight() throws Exception {
    Site site = new Site(bed, home, "foreign");
    Path configuration = site.configure(CLERK.withScope("foreign"));

    DaemonProcess.Answer doctor = DaemonProcess.verb(configuration, "doctor");

    assertThat(doctor.exitCode()).isNotZero();
    assertThat(doctor.output()).contains("foreign");
  }
}
