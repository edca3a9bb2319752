// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.doctor.Sandbox.View;
import org.ingestd.daemon.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the units that ship, and drop-ins of a site, keep from the service. */
final class ServiceChecksTest {

  /** The site of these tests lies among temporary files. */
  private static final String SEES_TMP = "PrivateTmp=no\n";

  @TempDir private Path folder;

  private Site site;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    Files.createDirectories(site.state());
    Files.createDirectories(ofSite());
    for (String unit : List.of("ingestd.service", "ingestd@.service")) {
      String shipped = Files.readString(Documents.TOP.resolve("systemd").resolve(unit));
      Files.createDirectories(ofPackage());
      Files.writeString(
          ofPackage().resolve(unit), shipped.replace("/etc/ingestd/", site.folder() + "/"));
    }
  }

  private Path ofSite() {
    return site.folder().resolve("etc");
  }

  private Path ofPackage() {
    return site.folder().resolve("lib");
  }

  private List<Path> places() {
    return List.of(ofSite(), ofPackage());
  }

  private void dropIn(String unit, String settings) throws IOException {
    Path directory = Files.createDirectories(ofSite().resolve(unit + ".d"));
    Files.writeString(directory.resolve("override.conf"), "[Service]\n" + settings);
  }

  /** What is said, and the exit code at its end. */
  private String doctor(Path config) throws Exception {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Diagnosis diagnosis = new Diagnosis(new Terminal(out, out, config, false));
    new ServiceChecks(diagnosis)
        .check(config, Wiring.ingest(Configuration.read(config).config()), places());
    return said + "exit " + diagnosis.end();
  }

  @Test
  void aPlaceThatTheServiceHasForItselfAloneIsAFault() throws Exception {
    String alone = "TemporaryFileSystem=" + site.folder();
    dropIn("ingestd.service", alone + "\n");

    assertThat(doctor(site.config()))
        .contains("camera: ingestd.service does not see " + site.data() + ": " + alone)
        .contains("Run 'systemctl edit ingestd.service', change " + alone + " under [Service]")
        .contains("state: ingestd.service loses what it writes to " + site.state())
        .endsWith("exit 77");
  }

  @Test
  void theShippedUnitWritesNowhereButBelowItsOwnDirectory() throws Exception {
    dropIn("ingestd.service", SEES_TMP);

    assertThat(doctor(site.config()))
        .contains("ok    service             camera: ingestd.service sees it, and may not write")
        .contains("state: ingestd.service cannot write to " + site.state())
        .contains("ProtectSystem=strict", "put ReadWritePaths=" + site.state())
        .endsWith("exit 77");

    dropIn("ingestd.service", SEES_TMP + "ReadWritePaths=-" + site.state() + "\n");

    assertThat(doctor(site.config()))
        .contains("ok    service             state: ingestd.service may write to it")
        .endsWith("exit 0");
  }

  @Test
  void anInboxElsewhereIsWrittenToAsWell() throws Exception {
    dropIn("ingestd.service", SEES_TMP + "ReadWritePaths=" + site.state() + "\n");
    Path config = site.config();
    Path inbox = Files.createDirectory(site.folder().resolve("inbox"));
    Files.writeString(config, "inbox: " + inbox + "\n" + Files.readString(config));

    assertThat(doctor(config))
        .contains("inbox: ingestd.service cannot write to " + inbox)
        .endsWith("exit 77");
  }

  @Test
  void aSourceThatTheServiceMayWriteToIsToldOf() throws Exception {
    dropIn("ingestd.service", SEES_TMP + "ReadWritePaths=" + site.folder() + "\n");

    assertThat(doctor(site.config()))
        .contains("warn  service", "may write to " + site.data() + ": ReadWritePaths=")
        .contains("put ReadOnlyPaths=" + site.data())
        .endsWith("exit 0");

    dropIn("ingestd.service", SEES_TMP + "ProtectSystem=full\n");

    assertThat(doctor(site.config()))
        .contains("may write to " + site.data() + ": nothing protects it");
  }

  @Test
  void anEmptyAssignmentTakesBackWhatWasSaidBefore() throws Exception {
    String hidden = SEES_TMP + "InaccessiblePaths=" + site.root() + "\n";
    dropIn("ingestd.service", hidden);
    assertThat(doctor(site.config()))
        .contains("does not see " + site.data() + ": InaccessiblePaths=");

    dropIn("ingestd.service", hidden + "InaccessiblePaths=\n# InaccessiblePaths=/\n");

    assertThat(doctor(site.config())).contains("sees it, and may not write");
  }

  @Test
  void anInstanceHasItsOwnDropIns() throws Exception {
    Path camera = Files.copy(site.config(), site.folder().resolve("camera.yaml"));
    String alone = "TemporaryFileSystem=" + site.folder() + "\n";
    dropIn("ingestd@.service", alone);
    dropIn("ingestd@other.service", SEES_TMP);
    assertThat(doctor(camera)).contains("ingestd@camera.service does not see ");

    dropIn("ingestd@camera.service", SEES_TMP);

    assertThat(doctor(camera)).contains("camera: ingestd@camera.service sees it");
    ServiceUnit unit = ServiceUnit.of(camera, places()).orElseThrow();
    assertThat(new Sandbox(unit).look(Path.of("/var/lib/ingestd/camera")).view())
        .isEqualTo(View.WRITABLE);
    assertThat(new Sandbox(unit).look(Path.of("/var/lib/ingestd/other")).view())
        .isEqualTo(View.READ_ONLY);
  }

  @Test
  void whereNoUnitStartsThisConfigurationNothingIsHeldAgainstIt() throws Exception {
    Path elsewhere = Files.createDirectory(site.folder().resolve("elsewhere"));
    assertThat(doctor(Files.copy(site.config(), elsewhere.resolve("ingestd.yaml"))))
        .contains("ok    service", "no unit of systemd starts ingestd with this configuration");

    Files.createSymbolicLink(ofSite().resolve("ingestd.service"), Path.of("/dev/null"));
    Files.delete(ofPackage().resolve("ingestd@.service"));

    assertThat(doctor(site.config())).as("it is masked").contains("no unit of systemd");
  }

  @Test
  void aUnitThatCannotBeReadIsToldOf() throws Exception {
    Files.write(ofPackage().resolve("ingestd.service"), new byte[] {'[', (byte) 0xff});

    assertThat(doctor(site.config()))
        .contains("warn  service", "its unit cannot be read", "Give this user the right");
  }

  @Test
  void anotherUserThanTheServicesIsToldOf() throws Exception {
    ServiceUnit unit = ServiceUnit.of(site.config(), places()).orElseThrow();
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ServiceChecks checks =
        new ServiceChecks(new Diagnosis(new Terminal(out, out, site.config(), false)));

    checks.user(unit, "root");
    assertThat(said.toString())
        .contains("warn  service", "runs as ingestd, who may have other rights than root")
        .contains("runuser -u ingestd -- ingestd doctor");

    checks.user(unit, "ingestd");
    assertThat(said.toString()).contains("ok    service", "runs as ingestd, as this does");
  }

  @ParameterizedTest(name = "{0} makes {1} {2}")
  @CsvSource({
    "Nice=5, /tmp/R0, PRIVATE",
    "Nice=5, /home/daq, READ_ONLY",
    "Nice=5, /data, READ_ONLY",
    "Nice=5, /var/lib/ingestd/inbox, WRITABLE",
    "ProtectHome=read-only, /home/daq, READ_ONLY",
    "ProtectHome=yes, /home/daq, HIDDEN",
    "ProtectHome=tmpfs, /root/data, PRIVATE",
    "ProtectHome=no, /home/daq, WRITABLE",
    "ProtectHome=yes|BindReadOnlyPaths=/home/daq, /home/daq/R0, HIDDEN",
    "ProtectHome=tmpfs|BindReadOnlyPaths=/home/daq, /home/daq/R0, READ_ONLY",
    "ReadWritePaths=/tmp/R0, /tmp/R0, PRIVATE",
    "BindReadOnlyPaths=/tmp/R0, /tmp/R0, READ_ONLY",
    "BindPaths=/srv/disk:/data:rbind, /data/R0, WRITABLE",
    "TemporaryFileSystem=/data:ro, /data/R0, PRIVATE",
    "ReadWritePaths=/data|ReadOnlyPaths=/data, /data, READ_ONLY",
    "InaccessiblePaths=/data|BindPaths=/data/R0, /data/R0, HIDDEN",
    "ProtectSystem=full, /etc/x, READ_ONLY",
    "ProtectSystem=yes, /etc/x, WRITABLE",
  })
  void theSettingThatNamesTheMostOfAPathCounts(String settings, Path place, View view)
      throws Exception {
    dropIn("ingestd.service", settings.replace('|', '\n') + "\n");

    ServiceUnit unit = ServiceUnit.of(site.config(), places()).orElseThrow();

    assertThat(new Sandbox(unit).look(place).view()).isEqualTo(view);
  }

  @Test
  void whatAUnitTakesBackIsSaidToWhoeverReckonsItsExposure() throws Exception {
    dropIn("ingestd.service", "ReadWritePaths=/a\nReadWritePaths=\nReadWritePaths=/b\n");

    assertThat(ServiceUnit.of(site.config(), places()).orElseThrow().text())
        .contains("\nCapabilityBoundingSet=\n", "\nReadWritePaths=/b\n")
        .doesNotContain("ReadWritePaths=/a");
  }

  @Test
  void whereSystemdIsNotThereToReckonTheExposureThatIsSaid() throws Exception {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Path config = site.config();
    ServiceUnit unit = ServiceUnit.of(config, places()).orElseThrow();
    new ServiceChecks(new Diagnosis(new Terminal(out, out, config, false)))
        .exposure(unit, site.folder().resolve("no-such-program").toString());

    assertThat(said.toString())
        .contains("ok ", "how exposed ingestd.service is", "does not tell here");
  }

  @Test
  @Tag("real")
  void aDropInThatLoosensTheSandboxIsToldByItsExposure() throws Exception {
    dropIn("ingestd.service", SEES_TMP);
    assertThat(doctor(site.config()))
        .containsPattern(
            "ok    service             ingestd.service is exposed by [01]\\.\\d of 10");

    dropIn(
        "ingestd.service",
        SEES_TMP
            + "User=root\nNoNewPrivileges=no\nProtectSystem=no\nPrivateDevices=no\n"
            + "SystemCallFilter=\nCapabilityBoundingSet=~\nRestrictAddressFamilies=\n"
            + "ProtectKernelModules=no\nProtectHome=no\n");

    assertThat(doctor(site.config()))
        .containsPattern(
            "warn  service             ingestd.service is exposed by [3-9]\\.\\d of 10")
        .contains("systemctl edit ingestd.service");
  }
}
