// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.ingestd.daemon.config.model.RucioConfig;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.RucioSettings.SignIn.UserPass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RucioConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  @Test
  void needsAddressAccountAndPasswordOnly() throws Exception {
    RucioConfig rucio = written.config().rucio();

    assertThat(rucio.vo()).isEqualTo("def");
    assertThat(rucio.ca()).isEmpty();
    assertThat(rucio.pressure()).isEqualTo(new RucioConfig.Pressure(300, 8));
    assertThat(rucio.auth().method()).isEqualTo(RucioConfig.AuthMethod.USERPASS);
  }

  @Test
  void becomesTheSettingsOfTheClient() throws Exception {
    secret("password", "first\n");
    written.rucio(
        """
        rucio:
          url: http://localhost:8080
          account: lst-ingest
          vo: lst
          auth: { method: userpass, username: jane, password: "${file:password}" }
          ca: /
          batch: 200
          connections: 4
        """);

    RucioSettings settings = Wiring.rucio(written.config());
    UserPass signIn = (UserPass) settings.signIn();
    String before = signIn.password().get();
    secret("password", "second\n");

    assertThat(settings.url()).hasToString("http://localhost:8080");
    assertThat(settings.account()).isEqualTo("lst-ingest");
    assertThat(settings.vo()).isEqualTo("lst");
    assertThat(settings.ca()).contains(Path.of("/"));
    assertThat(settings.limits()).isEqualTo(new RucioSettings.Limits(200, 4));
    assertThat(signIn.username()).isEqualTo("jane");
    assertThat(before).isEqualTo("first");
    assertThat(signIn.password().get()).as("read anew at each sign-in").isEqualTo("second");
  }

  @Test
  void aSignInAtAnotherHostIsADoorOfItsOwn() throws Exception {
    written.rucio(
        """
        rucio:
          url: https://rucio.example.org
          account: ingest
          auth: { username: jane, password: pw, url: "https://rucio-auth.example.org" }
        """);

    assertThat(Wiring.rucio(written.config()).signIn().door())
        .contains(URI.create("https://rucio-auth.example.org"));
  }

  @Test
  void theDoorIsCheckedAsTheServersAddressIs() {
    written.rucio(
        """
        rucio:
          url: https://rucio.example.org
          account: ingest
          auth: { username: jane, password: pw, url: "http://rucio-auth.example.org" }
        """);

    assertThat(written.faults())
        .containsExactly(
            "4: rucio.auth.url: http://rucio-auth.example.org: plain http is taken for loopback"
                + " addresses only; use https");
  }

  @Test
  void namesEveryFaultAtOnce() {
    written.rucio(
        """
        rucio:
          url: http://rucio.example.org
          account: "Lst Ingest"
          auth: { username: 7, password: 12345 }
          batch: 1001
          connections: many
          cas: /tmp
        """);

    assertThat(written.faults())
        .containsExactly(
            "2: rucio.url: http://rucio.example.org: plain http is taken for loopback addresses"
                + " only; use https",
            "3: rucio.account: Lst Ingest: must be 1 to 25 small letters, digits, dashes and"
                + " underscores",
            "4: rucio.auth.username: 7: must be text, this is a whole number",
            "4: rucio.auth.password: must be text: put it in quotes, or better into a file:"
                + " ${file:PATH}",
            "5: rucio.batch: 1001: must be a whole number from 1 to 1000",
            "6: rucio.connections: many: must be a whole number, this is text",
            "7: rucio.cas: unknown key; did you mean ca?");
  }

  @Test
  void saysWhatIsMissingAndWhatItIsFor() {
    written.rucio("");

    assertThat(written.faults())
        .containsExactly(
            "1: rucio.url: missing. Its address.",
            "1: rucio.account: missing. The account that registers; it must own the scopes.",
            "1: rucio.auth.username: missing; this way to sign in needs it",
            "1: rucio.auth.password: missing; this way to sign in needs it");
  }

  @Test
  void refusesValuesOfLaterVersionsByName() {
    written.rucio(
        """
        rucio:
          url: https://rucio.example.org
          account: ingest
          batch: auto
          auth: { username: ingest, password: pw }
        """);

    assertThat(written.faults())
        .containsExactly("4: rucio.batch: auto: not in this version; allowed: a whole number");
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void takesAddressesWithoutPasswordsAndQueriesOnly() {
    written.rucio(
        """
        rucio:
          url: https://jane:hunter2@rucio.example.org/?x=1
          account: ingest
          auth: { username: jane, password: pw }
        """);

    assertThat(written.faults())
        .containsExactly(
            "2: rucio.url: a name or password has no place in an address; use rucio.auth",
            "2: rucio.url: must be the server's address alone, without ? and #");
  }

  @Test
  void warnsOfPasswordsThatOthersCanSee() throws Exception {
    assertThat(written.warnings())
        .contains(
            "4: rucio.auth.password: everybody on this host can read it here; use ${file:PATH} or"
                + " chmod 640");

    written
        .environment(Map.of("PW", "secret"))
        .rucio(
            """
            rucio:
              url: https://rucio.example.org
              account: ingest
              auth: { username: jane, password: "${PW}" }
            """);

    assertThat(written.warnings())
        .contains(
            "4: rucio.auth.password: a password in the environment can be seen by others; use"
                + " ${file:PATH}");
  }

  @Test
  void neverPrintsThePassword() throws Exception {
    assertThat(written.config().toString()).doesNotContain("pw").contains("********");
    assertThat(Wiring.rucio(written.config()).toString()).doesNotContain("pw");
  }
}
