// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithSshServer;
import org.junit.jupiter.api.Test;

/** From a server that nobody knows to one whose key is trusted, on a real SSH server. */
final class TrustHostTest extends SiteWithSshServer {

  @Test
  void showsTheFingerprintAndStoresNothingUnconfirmed() throws Exception {
    Invocation call = trust("camera");

    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.out()).contains("[127.0.0.1]:" + server.port(), "ssh-ed25519", fingerprint());
    assertThat(known).doesNotExist();
    assertThat(trust("camera", "--yes").exit()).as("no terminal").isEqualTo(64);
    assertThat(known).doesNotExist();
  }

  @Test
  void storesTheKeyThatIsConfirmedForItsOwnerAlone() throws Exception {
    Invocation call = trust("127.0.0.1:" + server.port(), "--fingerprint", fingerprint());

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(Files.getPosixFilePermissions(known))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    String[] key = server.hostKey().split(" ");
    assertThat(Files.readString(known))
        .isEqualTo("[127.0.0.1]:" + server.port() + " " + key[0] + " " + key[1] + "\n");
    assertThat(trust("camera").err()).contains("already_trusted");
    assertThat(trust("camera").exit()).isZero();
  }

  @Test
  void storesNothingWhereTheServerShowsAnotherKeyThanTheConfirmedOne() {
    Invocation call = trust("camera", "--fingerprint", "SHA256:" + "A".repeat(43));

    assertThat(call.exit()).isEqualTo(65);
    assertThat(known).doesNotExist();
  }

  @Test
  void replacesAnotherKeyOnlyWhenAskedAndKeepsTheOtherLines() throws Exception {
    trusted();
    String before = "camera9.example.org ssh-ed25519 " + server.hostKey().split(" ")[1] + "\n";
    Files.writeString(known, before + Files.readString(known));
    server.stop();
    server.newHostKey("ed25519");
    server.start();

    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isEqualTo(65);
    assertThat(doctor().out()).contains("HOST_KEY_CHANGED");
    assertThat(trust("camera", "--fingerprint", fingerprint(), "--replace").exit()).isZero();

    assertThat(Files.readString(known)).startsWith(before);
    assertThat(Files.readAllLines(known)).hasSize(2);
    assertThat(doctor().exit()).isZero();
  }

  @Test
  void saysWhichHostsThereAreNone() {
    assertThat(trust("camera2").exit()).isEqualTo(64);
  }

  @Test
  void saysThatTheServerIsAway() throws Exception {
    server.stop();

    assertThat(trust("camera").exit()).isEqualTo(69);
    assertThat(doctor().exit()).isEqualTo(69);
  }
}
