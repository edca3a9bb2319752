// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The Rucio server and how to talk to it. */
public record RucioConfig(
    @Key(value = "Its address.", example = "https://rucio.example.org") URI url,
    @Key(
            value = "The account that registers; it must own the scopes.",
            example = "lst-ingest",
            matches = "[a-z0-9_-]{1,25}",
            allowed = "1 to 25 small letters, digits, dashes and underscores")
        String account,
    @Key(
            value = "The virtual organisation, on servers of several.",
            unset = "def",
            matches = "[A-Za-z0-9._-]{1,64}",
            allowed = "letters, digits, dots, dashes and underscores")
        String vo,
    @Key(value = "How to sign in.", begins = true) AuthConfig auth,
    @Key(
            value = "Certificates of the authorities that are trusted: a PEM file or a directory.",
            unsetSays = "the JDK's",
            example = "/etc/grid-security/certificates")
        Optional<Path> ca,
    @Inline Pressure pressure) {

  /** How we sign in. */
  public enum AuthMethod {
    USERPASS,
    X509,
    OIDC,
    TOKEN_FILE
  }

  /** Signing in; each method has keys of its own. */
  public record AuthConfig(
      @Key(value = "The way to sign in.", unset = "userpass") AuthMethod method,
      @Key(
              value =
                  "userpass and x509: the host where Rucio lets one sign in, if it is another one.",
              unsetSays = "rucio.url",
              example = "https://rucio-auth.example.org")
          Optional<URI> url,
      @Inline UserPassKeys userPass,
      @Inline CertificateKeys certificate,
      @Inline IssuerKeys issuer,
      @Inline TokenFileKeys tokenFile) {}

  /** Signing in by name and password. */
  public record UserPassKeys(
      @Key(
              value = "userpass, required there: the identity's name.",
              example = "ingest",
              begins = true)
          Optional<String> username,
      @Key(
              value =
                  "userpass, required there: its password, best from a file; read anew at each sign-in.",
              example = "${file:/run/credentials/ingestd.service/rucio-password}",
              begins = true)
          Optional<Secret> password) {}

  /** Signing in by certificate. */
  public record CertificateKeys(
      @Key(
              value =
                  "x509, unless there is a proxy: the certificate, PEM; authorities in between may follow it.",
              example = "/etc/ingestd/robot.pem")
          Optional<Path> certificate,
      @Key(
              value =
                  "x509, unless there is a proxy: the private key, PEM, not encrypted, closed to others.",
              example = "/run/credentials/ingestd.service/robot.key")
          Optional<Path> key,
      @Key(
              value =
                  "x509: a proxy file instead of certificate and key; read again as it changes.",
              example = "/run/ingestd/x509up")
          Optional<Path> proxy) {}

  /** Signing in by a token of an issuer. */
  public record IssuerKeys(
      @Key(
              value = "oidc, required there: the issuer, to the letter as it stands in its tokens.",
              example = "https://iam.example.org/")
          Optional<URI> issuer,
      @Key(
              value = "oidc, required there: our name at the issuer.",
              unsetSays = "required by oidc",
              example = "ingestd")
          Optional<String> clientId,
      @Key(
              value =
                  "oidc, required there: our secret at the issuer, best from a file; read anew each time.",
              example = "${file:/run/credentials/ingestd.service/iam-secret}")
          Optional<Secret> clientSecret,
      @Key(
              value = "oidc: whom the token is for, as the Rucio server expects it.",
              unset = "rucio",
              matches = "[!-~]+( [!-~]+)*",
              allowed = "words with one blank in between")
          String audience,
      @Key(
              value = "oidc: what the token must be good for, as the Rucio server expects it.",
              unset = "openid profile",
              matches = "[!-~]+( [!-~]+)*",
              allowed = "words with one blank in between")
          String scope) {}

  /** Signing in by a token that somebody else renews. */
  public record TokenFileKeys(
      @Key(
              value = "token-file: where the token lies; read again as it changes.",
              unsetSays = "BEARER_TOKEN_FILE, else bt_u$UID in $XDG_RUNTIME_DIR, else in /tmp",
              example = "/run/ingestd/token")
          Optional<Path> path) {}

  /** How hard Rucio may be pressed. */
  public record Pressure(
      @Key(
              value = "Files in one attachment call.",
              unset = "300",
              min = 1,
              max = 1000,
              later = {"auto"})
          int batch,
      @Key(value = "Calls at the same time, at most.", unset = "8", min = 1, max = 64)
          int connections) {}
}
