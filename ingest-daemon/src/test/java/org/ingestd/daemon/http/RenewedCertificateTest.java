// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's certificate is renewed while the page is served. */
final class RenewedCertificateTest {

  private static final String SHOWN_FROM_BEFORE = "the certificate from before is still shown";

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private GeneratedCertificate first;
  private GeneratedCertificate second;
  private ServedCertificate served;
  private HttpFace face;
  private int port;

  @BeforeEach
  void start() throws Exception {
    first = GeneratedCertificate.make(folder);
    second = GeneratedCertificate.make(folder, "-validity", "30");
    first.putIn(folder);
    served =
        ServedCertificate.read(
            GeneratedCertificate.place(folder),
            Clock.systemUTC(),
            new SilentListener() {
              @Override
              public void certificateShown(Instant until) {
                told.add("shown until " + until);
              }

              @Override
              public void degraded(String what, String why) {
                told.add(what + ": " + why);
              }
            });
    face =
        ActingFace.start(
            folder,
            Samples.journal(LifeCycleListener.NONE),
            Optional.of(new RemoteDoor(ActingFace.ANY_PORT, served, Optional.empty())));
    port = face.remotePort().orElseThrow();
    told.clear();
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private X509Certificate shownNow() throws Exception {
    try (Visitor visitor = Visitor.to(port, first, second)) {
      assertThat(visitor.ask()).startsWith("HTTP/1.1 200");
      return visitor.shown();
    }
  }

  @Test
  void newConnectionsGetTheNewOneAndOldOnesGoOn() throws Exception {
    try (Visitor before = Visitor.to(port, first)) {
      assertThat(before.ask()).startsWith("HTTP/1.1 200");

      second.putIn(folder);
      served.look();

      assertThat(shownNow()).isEqualTo(second.certificate());
      assertThat(before.ask()).startsWith("HTTP/1.1 200");
      assertThat(before.shown()).isEqualTo(first.certificate());
    }
    assertThat(face.remotePort()).hasValue(port);
    assertThat(told)
        .containsExactly("shown until " + second.certificate().getNotAfter().toInstant());
  }

  @Test
  void filesThatAreTheSameAreLeftAlone() throws Exception {
    served.look();
    served.reread();

    assertThat(told).isEmpty();
    assertThat(shownNow()).isEqualTo(first.certificate());
  }

  @Test
  void aBrokenFileKeepsTheOneBeforeAndIsToldOnceUntilItIsMended() throws Exception {
    GeneratedCertificate.replace(GeneratedCertificate.place(folder).certificate(), "half of a P");
    served.look();
    served.look();

    assertThat(shownNow()).isEqualTo(first.certificate());
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("page certificate: ")
        .contains("page.pem")
        .endsWith(SHOWN_FROM_BEFORE);
    assertThat(served.trouble()).hasValue(told.get(0));

    second.putIn(folder);
    served.look();

    assertThat(shownNow()).isEqualTo(second.certificate());
    assertThat(served.trouble()).isEmpty();
    assertThat(told).endsWith("page certificate: ");
  }

  @Test
  void aCertificateWhoseKeyComesLaterIsWaitedFor() throws Exception {
    second.putCertificateIn(folder);
    served.look();

    assertThat(shownNow()).isEqualTo(first.certificate());
    assertThat(served.trouble()).isPresent();

    second.putKeyIn(folder);
    served.look();

    assertThat(shownNow()).isEqualTo(second.certificate());
    assertThat(served.trouble()).isEmpty();
  }

  @Test
  void filesThatAreGoneKeepTheOneBefore() throws Exception {
    Files.delete(GeneratedCertificate.place(folder).certificate());
    served.look();

    assertThat(shownNow()).isEqualTo(first.certificate());
    assertThat(served.trouble().orElseThrow()).contains("is not there");
  }

  @Test
  void aKeyThatOthersMayReadIsNotTaken() throws Exception {
    second.putIn(folder);
    Path key = GeneratedCertificate.place(folder).key();
    Files.setPosixFilePermissions(
        key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    served.look();

    assertThat(shownNow()).isEqualTo(first.certificate());
    assertThat(served.trouble().orElseThrow()).contains("chmod 0400").contains("page.key");
  }

  @Test
  void oneThatHasEndedDoesNotReplaceOneThatIsGood() throws Exception {
    GeneratedCertificate.make(folder, "-startdate", "-2d", "-validity", "1").putIn(folder);
    served.look();

    assertThat(shownNow()).isEqualTo(first.certificate());
    assertThat(served.trouble().orElseThrow())
        .contains("out of its time")
        .contains(SHOWN_FROM_BEFORE);
  }
}
