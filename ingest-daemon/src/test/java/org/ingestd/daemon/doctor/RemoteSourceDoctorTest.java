// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithSshServer;
import org.junit.jupiter.api.Test;

/** What {@code doctor} says of a source on another host, a real SSH server. */
final class RemoteSourceDoctorTest extends SiteWithSshServer {

  @Test
  void connectsListsAndWritesNothing() throws Exception {
    Invocation unknown = doctor();
    assertThat(unknown.exit()).isEqualTo(69);
    assertThat(unknown.out()).contains("HOST_KEY_UNKNOWN", "trust-host", fingerprint());

    trusted();
    Invocation call = doctor();

    assertThat(call.exit()).as(call.out()).isZero();
    assertThat(call.out()).contains("can be listed, 1 names", fingerprint());
    assertThat(home.resolve("state")).doesNotExist();
  }

  @Test
  void tellsOfNamesThatNoFileCanHaveAndOfADirectoryThatIsNotThere() throws Exception {
    trusted();
    Path odd = Files.writeString(data.resolve("line\nbreak.fits"), "content");

    Invocation refused = doctor();

    assertThat(refused.exit()).isZero();
    assertThat(refused.out()).contains("1 of its names no file can have; they are passed over");

    Files.delete(odd);
    Files.delete(data.resolve("a.fits"));
    Files.delete(data);
    Invocation gone = doctor();

    assertThat(gone.exit()).isEqualTo(69);
    assertThat(gone.out()).contains("fail  source camera", "SOURCE_OFFLINE");
  }

  @Test
  void tellsOfADirectoryThatCannotBeListed() throws Exception {
    trusted();
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("--x--x--x"));

    Invocation call = doctor();

    assertThat(call.exit()).as(call.out()).isEqualTo(77);
    assertThat(call.out())
        .contains("fail  source camera", "cannot be listed: ", "Give the user there read access");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void tellsARefusedSignIn() throws Exception {
    trusted();
    Files.writeString(home.resolve("ssh/authorized_keys"), "");

    Invocation call = doctor();

    assertThat(call.exit()).isEqualTo(77);
    assertThat(call.out()).contains("SOURCE_SIGN_IN_FAILED");
  }

  @Test
  void tellsThatTheHostIsAway() throws Exception {
    trusted();
    server.stop();

    Invocation call = doctor();

    assertThat(call.exit()).isEqualTo(69);
    assertThat(call.out())
        .contains("fail  source camera", "SOURCE_OFFLINE", "does not answer", "Look at the host");
  }
}
