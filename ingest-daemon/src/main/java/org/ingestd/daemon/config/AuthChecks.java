// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.model.RucioConfig.AuthConfig;
import org.ingestd.daemon.config.model.RucioConfig.AuthMethod;
import org.ingestd.daemon.config.model.RucioConfig.CertificateKeys;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile;

/** Whether the chosen way of signing in has what it needs, and whether its files can be used. */
final class AuthChecks {

  private final Faults faults;
  private final String path;

  /**
   * @param path of the group
   */
  AuthChecks(Faults faults, String path) {
    this.faults = faults;
    this.path = path;
  }

  void check(AuthConfig auth) {
    switch (auth.method()) {
      case USERPASS -> {
        need("username", auth.userPass().username());
        need("password", auth.userPass().password());
      }
      case X509 -> certificate(auth.certificate());
      case OIDC -> {
        need("issuer", auth.issuer().issuer());
        need("client-id", auth.issuer().clientId());
        need("client-secret", auth.issuer().clientSecret());
        if (auth.issuer().scope().contains("storage.modify")) {
          faults.refuse(at("scope"), "ingestd must not be able to change what lies on storage");
        }
      }
      case TOKEN_FILE ->
          auth.tokenFile()
              .path()
              .ifPresent(file -> files("path", () -> SecretFile.checkAccess(file)));
    }
    if (auth.url().isPresent()
        && (auth.method() == AuthMethod.OIDC || auth.method() == AuthMethod.TOKEN_FILE)) {
      faults.warn(at("url"), "not used: tokens of issuers are shown to rucio.url itself");
    }
    unused(auth);
  }

  private void need(String key, Optional<?> value) {
    if (value.isEmpty() && !faults.isRefused(at(key))) {
      faults.refuse(at(key), "missing; this way to sign in needs it");
    }
  }

  private void certificate(CertificateKeys keys) {
    if (keys.proxy().isPresent()) {
      if (keys.certificate().isPresent() || keys.key().isPresent()) {
        faults.refuse(at("proxy"), "either a proxy, or certificate and key");
      }
      Path proxy = keys.proxy().get();
      files("proxy", () -> ClientCertificate.read(new ClientCertificate.Place.Proxy(proxy)));
      return;
    }
    need("certificate", keys.certificate());
    need("key", keys.key());
    if (keys.certificate().isPresent() && keys.key().isPresent()) {
      ClientCertificate.Place place =
          new ClientCertificate.Place.Pair(keys.certificate().get(), keys.key().get());
      files("key", () -> ClientCertificate.read(place));
    }
  }

  private interface Reading {
    void run() throws CredentialUnusable;
  }

  /** What is not there may come, as a proxy does; what is there and wrong must be changed. */
  private void files(String key, Reading reading) {
    try {
      reading.run();
    } catch (CredentialUnusable e) {
      if (e.kind() == CredentialUnusable.Kind.MISSING) {
        faults.warn(at(key), e.getMessage() + "; it is looked for again at each sign-in");
      } else {
        faults.refuse(at(key), String.valueOf(e.getMessage()));
      }
    }
  }

  private void unused(AuthConfig auth) {
    Map<String, AuthMethod> owners = new LinkedHashMap<>();
    auth.userPass().username().ifPresent(any -> owners.put("username", AuthMethod.USERPASS));
    auth.userPass().password().ifPresent(any -> owners.put("password", AuthMethod.USERPASS));
    auth.certificate().certificate().ifPresent(any -> owners.put("certificate", AuthMethod.X509));
    auth.certificate().key().ifPresent(any -> owners.put("key", AuthMethod.X509));
    auth.certificate().proxy().ifPresent(any -> owners.put("proxy", AuthMethod.X509));
    auth.issuer().issuer().ifPresent(any -> owners.put("issuer", AuthMethod.OIDC));
    auth.issuer().clientId().ifPresent(any -> owners.put("client-id", AuthMethod.OIDC));
    auth.issuer().clientSecret().ifPresent(any -> owners.put("client-secret", AuthMethod.OIDC));
    auth.tokenFile().path().ifPresent(any -> owners.put("path", AuthMethod.TOKEN_FILE));
    owners.forEach(
        (key, method) -> {
          if (method != auth.method()) {
            faults.warn(at(key), "not used: it belongs to another method than the chosen one");
          }
        });
  }

  private String at(String key) {
    return Faults.below(path, key);
  }
}
