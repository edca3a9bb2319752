// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.config.model.Loopback;
import org.ingestd.daemon.config.model.NotifyConfig.CommandConfig;
import org.ingestd.daemon.config.model.NotifyConfig.WebhookConfig;
import org.ingestd.daemon.config.yaml.Faults;

/** Whether messages can be sent as they are asked for. */
final class NotifyChecks {

  private final Faults faults;
  private final String path;

  /**
   * @param path of the group
   */
  NotifyChecks(Faults faults, String path) {
    this.faults = faults;
    this.path = path;
  }

  void webhook(WebhookConfig webhook) {
    webhook.url().ifPresent(this::url);
    if (webhook.url().isEmpty() && webhook.secret().isPresent() && !faults.isRefused(at("url"))) {
      faults.refuse(at("url"), "missing; there is a secret for it");
    }
    if (webhook.url().isPresent() && webhook.secret().isEmpty()) {
      faults.warn(at("url"), "without a secret the receiver cannot know that a message is ours");
    }
  }

  private void url(URI url) {
    if (url.getUserInfo() != null) {
      faults.conceal(at("url"));
      faults.refuse(at("url"), "a name or password has no place in an address; use secret");
    }
    boolean loopback = "http".equals(url.getScheme()) && Loopback.names(url.getHost());
    if (!"https".equals(url.getScheme()) && !loopback) {
      faults.refuse(at("url"), "must begin with https://; plain http is taken for loopback only");
    }
  }

  void command(CommandConfig command) {
    if (command.run().isEmpty()) {
      return;
    }
    String program = command.run().get(0);
    String first = Faults.item(at("run"), 0);
    if (!program.startsWith("/")) {
      faults.refuse(first, "must be an absolute path; it begins with /");
    } else if (!Files.isExecutable(Path.of(program))) {
      faults.warn(first, "no such program, or it may not be run");
    }
  }

  private String at(String key) {
    return Faults.below(path, key);
  }
}
