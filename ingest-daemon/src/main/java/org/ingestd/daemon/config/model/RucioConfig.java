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
    @Key("How to sign in.") AuthConfig auth,
    @Key(
            value = "Certificates of the authorities that are trusted: a PEM file or a directory.",
            unsetSays = "the JDK's",
            example = "/etc/grid-security/certificates")
        Optional<Path> ca,
    @Inline Pressure pressure) {

  /** How we sign in. */
  public enum AuthMethod {
    USERPASS
  }

  /** Signing in by name and password. */
  @Later({
    "issuer",
    "client-id",
    "client-secret",
    "audience",
    "scope",
    "certificate",
    "key",
    "proxy",
    "path"
  })
  public record AuthConfig(
      @Key(
              value = "The way to sign in.",
              unset = "userpass",
              later = {"x509", "oidc", "token-file"})
          AuthMethod method,
      @Key(value = "The identity's name.", example = "ingest") String username,
      @Key(
              value = "Its password, best from a file; read anew at each sign-in.",
              example = "${file:/run/credentials/ingestd.service/rucio-password}")
          Secret password) {}

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
