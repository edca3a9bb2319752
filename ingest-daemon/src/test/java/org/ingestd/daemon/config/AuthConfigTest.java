// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.registration.RucioSettings.SignIn;
import org.ingestd.registration.credential.ClientCertificate.Place;
import org.ingestd.registration.signin.Ways;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of signing in: what it needs, and what is refused before anybody is asked. */
final class AuthConfigTest {

  private static final Path CERTIFICATES = Documents.TOP.resolve("test-data/certificates");

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  /** Keys of {@code rucio.auth}, from line 5 on. */
  private Written auth(String keys) {
    return written.rucio(
        """
        rucio:
          url: https://rucio.example.org
          account: ingest
          auth:
        """
            + keys.indent(4));
  }

  private SignIn signIn() throws Exception {
    return Wiring.rucio(written.config()).signIn();
  }

  private Path file(String name, String mode) throws IOException {
    Path copy = folder.resolve(name);
    Files.copy(CERTIFICATES.resolve(name), copy);
    return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
  }

  private Path secret(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void takesACertificateWithItsKey() throws Exception {
    Path key = file("robot.key", "r--------");
    auth("{ method: x509, certificate: %s/robot.pem, key: %s }".formatted(CERTIFICATES, key));

    assertThat(signIn())
        .isEqualTo(new SignIn.Certificate(new Place.Pair(CERTIFICATES.resolve("robot.pem"), key)));
  }

  @Test
  void takesAProxyAndOneThatIsNotThereYet() throws Exception {
    Path proxy = file("proxy.pem", "rw-------");
    auth("{ method: x509, proxy: %s }".formatted(proxy));
    assertThat(signIn()).isEqualTo(new SignIn.Certificate(new Place.Proxy(proxy)));

    Files.delete(proxy);
    assertThat(written.warnings())
        .contains(
            "5: rucio.auth.proxy: "
                + proxy
                + ": "
                + proxy
                + " is not there; it is looked for again at each sign-in");
  }

  @Test
  void takesAnIssuerWithRuciosOwnAudienceAndScopes() throws Exception {
    secret("iam", "very-secret\n", "r--------");
    auth(
        """
        method: oidc
        issuer: https://iam.example.org/
        client-id: ingestd
        client-secret: ${file:iam}
        """);

    SignIn.Oidc oidc = (SignIn.Oidc) signIn();

    assertThat(oidc.issuer()).isEqualTo(URI.create("https://iam.example.org/"));
    assertThat(oidc.wish()).isEqualTo(new Ways.Wish("rucio", "openid profile"));
    assertThat(oidc.clientSecret().get()).isEqualTo("very-secret");
    assertThat(EffectiveWriter.yaml(written.config()) + oidc)
        .contains("client-secret: '********'")
        .doesNotContain("very-secret");
  }

  @Test
  void takesATokenFileWithAndWithoutAPath() throws Exception {
    auth("method: token-file\n");
    assertThat(((SignIn.TokenFile) signIn()).place().named()).isEmpty();

    Path token = secret("token", "eyJ", "rw-------");
    auth("{ method: token-file, path: %s }".formatted(token));
    assertThat(((SignIn.TokenFile) signIn()).place().named()).contains(token);
  }

  @Test
  void namesWhatEachMethodNeeds() {
    auth("method: x509\n");
    assertThat(written.faults())
        .containsExactly(
            "4: rucio.auth.certificate: missing; this way to sign in needs it",
            "4: rucio.auth.key: missing; this way to sign in needs it");
    auth("method: oidc\n");
    assertThat(written.faults())
        .containsExactly(
            "4: rucio.auth.issuer: missing; this way to sign in needs it",
            "4: rucio.auth.client-id: missing; this way to sign in needs it",
            "4: rucio.auth.client-secret: missing; this way to sign in needs it");
    auth("method: kerberos\n");
    assertThat(written.faults())
        .contains(
            "5: rucio.auth.method: kerberos: must be one of userpass, x509, oidc, token-file");
  }

  @Test
  void namesEveryFaultOfAnIssuerAtOnce() throws Exception {
    secret("iam", "very-secret", "rw-r--r--");
    auth(
        """
        method: oidc
        issuer: http://iam.example.org/
        client-id: 7
        client-secret: ${file:iam}
        scope: openid profile storage.modify:/
        """);

    assertThat(written.faults())
        .containsExactly(
            "6: rucio.auth.issuer: http://iam.example.org/: plain http is taken for loopback"
                + " addresses only; use https",
            "7: rucio.auth.client-id: 7: must be text, this is a whole number",
            "8: rucio.auth.client-secret: "
                + folder.resolve("iam")
                + " can be read or changed by others (mode 0644); type: chmod 0400 "
                + folder.resolve("iam"),
            "9: rucio.auth.scope: openid profile storage.modify:/: ingestd must not be able to"
                + " change what lies on storage");
  }

  @Test
  void refusesKeysThatCannotBeUsed() throws Exception {
    List<String> faults =
        List.of(
            fault(file("robot.key", "rw-r--r--")),
            fault(file("robot-encrypted.key", "r--------")),
            fault(file("stranger.key", "r--------")),
            fault(Files.createDirectory(folder.resolve("directory"))),
            fault(secret("nonsense", "no key", "r--------")));

    assertThat(faults.get(0)).contains("can be read or changed by others (mode 0644)");
    assertThat(faults.get(1)).contains("is encrypted").contains("openssl pkey");
    assertThat(faults.get(2)).contains("is not that of the certificate");
    assertThat(faults.get(3)).contains("is not a file");
    assertThat(faults.get(4)).contains("No private key in");
  }

  private String fault(Path key) {
    auth("{ method: x509, certificate: %s/robot.pem, key: %s }".formatted(CERTIFICATES, key));
    assertThat(written.faults()).hasSize(1);
    return written.faults().get(0);
  }

  @Test
  void refusesSecretsThatOthersMayRead() throws Exception {
    secret("password", "pw", "rw-r--r--");
    auth("{ username: ingest, password: \"${file:password}\" }");
    assertThat(written.faults()).singleElement().asString().contains("mode 0644");

    Path token = secret("token", "eyJ", "r--r--r--");
    auth("{ method: token-file, path: %s }".formatted(token));
    assertThat(written.faults()).singleElement().asString().contains("mode 0444");
  }

  @Test
  void refusesAProxyBesideACertificate() throws Exception {
    Path proxy = file("proxy.pem", "rw-------");
    auth("{ method: x509, proxy: %s, certificate: %s/robot.pem }".formatted(proxy, CERTIFICATES));

    assertThat(written.faults())
        .containsExactly(
            "5: rucio.auth.proxy: " + proxy + ": either a proxy, or certificate and key");
  }

  @Test
  void warnsOfKeysThatBelongToAnotherMethod() throws Exception {
    auth("{ username: ingest, password: pw, issuer: \"https://iam.example.org/\" }");

    assertThat(written.warnings())
        .contains(
            "5: rucio.auth.issuer: https://iam.example.org/: not used: it belongs to another"
                + " method than the chosen one");
  }
}
