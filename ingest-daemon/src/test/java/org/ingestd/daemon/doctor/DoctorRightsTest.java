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

/**
 * Checks of {@code doctor} that root passes anyway: in a process without root's rights to files.
 */
final class DoctorRightsTest extends SiteWithCatalogue {

  private String doctorWithoutRights() throws Exception {
    List<String> without =
        Files.getAttribute(site.root(), "unix:uid").equals(0)
            ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
            : List.of();
    List<String> command =
        ChildDaemon.command(
            without, List.of(), "doctor", "--offline", "--config", site.config().toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(77);
    return output;
  }

  private static void allow(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aSourceThatMayNotBeReadIsAFault() throws Exception {
    allow(site.data(), "---------");

    assertThat(doctorWithoutRights())
        .contains("fail  source camera", "cannot be read by this user");
  }

  @Test
  void aStateDirectoryThatMayNotBeWrittenIsAFault() throws Exception {
    Files.createDirectories(site.state());
    allow(site.state(), "r-xr-xr-x");

    assertThat(doctorWithoutRights()).contains("fail  state", "cannot be written by this user");
  }
}
