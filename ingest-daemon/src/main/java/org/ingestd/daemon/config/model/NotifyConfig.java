// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is told what goes wrong. */
public record NotifyConfig(
    @Key(value = "How severe it has to be.", unset = "warning") From from,
    @Key("An address that gets each message as JSON.") WebhookConfig webhook,
    @Key("A program that is run for each message, without a shell.") CommandConfig command) {

  /** From which severity on. */
  public enum From {
    WARNING,
    CRITICAL
  }

  /** A receiver elsewhere. */
  public record WebhookConfig(
      @Key(
              value = "Where messages are posted to.",
              unsetSays = "nobody is told",
              example = "https://alerts.example.org/ingestd")
          Optional<URI> url,
      @Key(
              value =
                  "Signs each message (HMAC-SHA256 in the header X-Ingestd-Signature), best from a"
                      + " file; read anew each time.",
              unsetSays = "messages are not signed",
              example = "${file:/run/credentials/ingestd.service/webhook-secret}")
          Optional<Secret> secret) {}

  /** A program on this host. */
  public record CommandConfig(
      @Key(
              value =
                  "The program, absolute, and its arguments; it reads the message from its standard"
                      + " input.")
          List<String> run,
      @Key(value = "After so long it is ended, and tried again later.", unset = "30s")
          Duration timeout) {}
}
