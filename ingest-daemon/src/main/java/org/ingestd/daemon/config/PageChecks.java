// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.util.Optional;
import org.ingestd.daemon.config.model.RemoteConfig;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;

/** What belongs together where the page is served to other machines. */
final class PageChecks {

  private final Faults faults;
  private final String path;

  /**
   * @param path of the group
   */
  PageChecks(Faults faults, String path) {
    this.faults = faults;
    this.path = path;
  }

  void check(RemoteConfig remote) {
    if (remote.listen().isEmpty()) {
      unused("certificate", remote.certificate());
      unused("key", remote.key());
      unused("issuer", remote.operators().issuer());
      return;
    }
    need("certificate", remote.certificate());
    need("key", remote.key());
    if (remote.certificate().isPresent() && remote.key().isPresent()) {
      files(new ClientCertificate.Place.Pair(remote.certificate().get(), remote.key().get()));
    }
    operators(remote.operators());
  }

  private void operators(RemoteConfig.Operators operators) {
    boolean distinguishes = operators.group().isPresent() || operators.scope().isPresent();
    if (operators.issuer().isPresent() && !distinguishes) {
      faults.refuse(
          Faults.below(path, "issuer"),
          "needs 'group' or 'scope' beside it, or everybody whom the issuer knows could act");
    }
    if (operators.issuer().isEmpty() && distinguishes) {
      faults.refuse(Faults.below(path, "issuer"), "missing; 'group' and 'scope' are its words");
    }
  }

  private void need(String key, Optional<?> value) {
    String at = Faults.below(path, key);
    if (value.isEmpty() && !faults.isRefused(at)) {
      faults.refuse(at, "missing; other machines are served over TLS only");
    }
  }

  private void unused(String key, Optional<?> value) {
    if (value.isPresent()) {
      faults.refuse(
          Faults.below(path, key), "is of no use without 'listen'; take it out or set that");
    }
  }

  /** What is not there may come, as a credential of a service does. */
  private void files(ClientCertificate.Place place) {
    String at = Faults.below(path, "key");
    try {
      var unused = ClientCertificate.read(place);
    } catch (CredentialUnusable e) {
      if (e.kind() == CredentialUnusable.Kind.MISSING) {
        faults.warn(at, e.getMessage() + "; the daemon does not start without it");
      } else {
        faults.refuse(at, String.valueOf(e.getMessage()));
      }
    }
  }
}
