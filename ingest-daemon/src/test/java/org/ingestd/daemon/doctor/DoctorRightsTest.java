// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.SiteWithCatalogue;
import org.junit.jupiter.api.Test;

/** Checks of {@code doctor} that this process passes anyway: in one that may do less. */
final class DoctorRightsTest extends SiteWithCatalogue {

  /** Without root's rights to files. */
  private String doctorWithoutRights(int exit) throws Exception {
    List<String> without =
        Files.getAttribute(site.root(), "unix:uid").equals(0)
            ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
            : List.of();
    return doctor(without, exit);
  }

  private String doctor(List<String> before, int exit) throws Exception {
    List<String> command =
        ChildDaemon.command(
            before,
            List.of("-XX:-UsePerfData"),
            "doctor",
            "--offline",
            "--config",
            site.config().toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exit);
    return output;
  }

  private static void allow(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aSourceThatMayNotBeReadIsAFault() throws Exception {
    allow(site.data(), "---------");

    assertThat(doctorWithoutRights(77))
        .contains("fail  source camera", "cannot be read by this user");
  }

  @Test
  void aStateDirectoryThatMayNotBeWrittenIsAFault() throws Exception {
    Files.createDirectories(site.state());
    allow(site.state(), "r-xr-xr-x");

    assertThat(doctorWithoutRights(77)).contains("fail  state", "cannot be written by this user");
  }

  @Test
  void aSourceThatMayBeReadAndNotWrittenIsAsItShouldBe() throws Exception {
    allow(site.data(), "r-xr-xr-x");

    assertThat(doctorWithoutRights(0))
        .contains("ok    source camera", "can be read, and not written");
  }

  @Test
  void aDiskOnWhichNothingCanBeWrittenIsAFault() throws Exception {
    Files.createDirectories(site.state());

    String said = doctor(List.of("prlimit", "--fsize=0"), 74);

    assertThat(said).contains("fail  state", "File too large", "Look at the disk");
    assertThat(site.state()).isEmptyDirectory();
  }
}
