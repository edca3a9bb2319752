// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.signin.OperatorTokens;
import org.ingestd.registration.tls.TlsContexts;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.issuer.TestIssuer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over TLS, as it is seen from other machines. */
@Tag("real")
final class PageFromElsewhereTest {

  private final Ticking clock = new Ticking();
  private static final Path CERTIFICATES = Documents.TOP.resolve("test-data/certificates");

  @TempDir private Path state;

  private RemoteDoor door(TestIssuer issuer) throws Exception {
    Path key = Files.copy(CERTIFICATES.resolve("server.key"), state.resolve("server.key"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    OperatorTokens.Wanted wanted =
        new OperatorTokens.Wanted(
            issuer.url(), "ingestd", Optional.of("/lst/operators"), Optional.empty());
    return new RemoteDoor(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        ServedCertificate.read(
            new ClientCertificate.Place.Pair(CERTIFICATES.resolve("server.pem"), key),
            clock,
            new SilentListener()),
        Optional.of(
            new OperatorTokens(wanted, new TlsContexts(Optional.empty(), clock), clock, clock)));
  }

  private static void comes(Browser browser, PageWithJournal page) {
    browser.width(1280);
    browser.open(page.remoteUrl());
    browser.awaitText("Sign in to see this.");
  }

  private static void signIn(Browser browser, TestIssuer issuer) {
    browser.press("main button");
    browser.find("dialog [name=who]").sendKeys("somebody");
    browser
        .find("dialog [name=token]")
        .sendKeys(
            issuer.token(
                "alice", "ingestd", "openid", Map.of("wlcg.groups", List.of("/lst/operators"))));
    browser.press("dialog [type=submit]");
  }

  @Test
  void oneSignsInFirstAndActsUnderOnesOwnName() throws Exception {
    try (TestIssuer issuer = TestIssuer.start(clock);
        PageWithJournal page = PageWithJournal.withRemote(state, door(issuer));
        Browser browser = new Browser()) {
      comes(browser, page);
      browser.picture("remote-before");
      signIn(browser, issuer);
      browser.awaitText("1 file is on its way");
      browser.saying("button", "alice: sign out");

      savesAList(browser);
      browser.view("#/file/1");
      browser.press("#acts [data-act=hold]");
      browser.find("dialog textarea").sendKeys("run is bad");
      browser.press("dialog [type=submit]");
      browser.awaitText("held by alice: run is bad");
      browser.picture("remote-after");

      browser.press("button", "alice: sign out");
      browser.awaitText("Sign in to see this.");
      assertThat(browser.text()).doesNotContain("a.fits");
    }
  }

  /** A link would show no token. */
  private static void savesAList(Browser browser) {
    browser.view("#/files");
    browser.awaitText("1 file, that is all.");
    browser.run(
        "const make = URL.createObjectURL; URL.createObjectURL = (blob) => {"
            + " document.body.dataset.saved = blob.type; return make.call(URL, blob); }");
    browser.press("#csv");
    browser.find("body[data-saved^='text/csv']");
  }

  /** Shown again every few seconds it would look like guessing, and keep its bearer out. */
  @Test
  void aTokenThatHasEndedIsForgottenAndTheNextOneIsTaken() throws Exception {
    try (TestIssuer issuer = TestIssuer.start(clock);
        PageWithJournal page = PageWithJournal.withRemote(state, door(issuer));
        Browser browser = new Browser()) {
      comes(browser, page);
      signIn(browser, issuer);
      browser.saying("button", "alice: sign out");

      clock.tick(Duration.ofHours(2));
      browser.awaitText("Sign in to see this.");
      assertThat(browser.find("#operator").getText()).isEqualTo("Sign in");

      signIn(browser, issuer);
      browser.saying("button", "alice: sign out");
    }
  }
}
