// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The page for other machines; without an address there is none. */
public record RemoteConfig(
    @Key(
            value = "Address and port; the page is reached by the names in the certificate only.",
            unsetSays = "other machines are not served",
            example = "0.0.0.0:8443")
        Optional<ListenAddress> listen,
    @Key(
            value = "The host's certificate, PEM; authorities in between may follow it.",
            unsetSays = "required with listen",
            example = "/etc/grid-security/hostcert.pem")
        Optional<Path> certificate,
    @Key(
            value = "Its private key, PEM, not encrypted, closed to others.",
            unsetSays = "required with listen",
            example = "/run/credentials/ingestd.service/hostkey.pem")
        Optional<Path> key,
    @Inline Operators operators) {

  /** Who may see the page from other machines, and who may act. */
  public record Operators(
      @Key(
              value =
                  "The issuer of tokens that are taken, to the letter as it stands in them; they"
                      + " show the page.",
              unsetSays = "only the content of api-token is taken",
              example = "https://iam.example.org/")
          Optional<URI> issuer,
      @Key(
              value = "Whom these tokens must be for.",
              unset = "ingestd",
              matches = "[!-~]+",
              allowed = "one word")
          String audience,
      @Key(
              value = "The group in tokens of those who may act.",
              unsetSays = "a group or a scope is required with issuer",
              example = "/lst/operators")
          Optional<String> group,
      @Key(
              value = "The scope of tokens that may act.",
              unsetSays = "not asked for",
              example = "ingestd.act",
              matches = "[!-~]+",
              allowed = "one word")
          Optional<String> scope) {}
}
