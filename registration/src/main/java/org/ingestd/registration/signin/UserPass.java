// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;

/** {@code GET /auth/userpass}: a name and a password. */
final class UserPass implements TokenSource {

  private final RucioLogin login;
  private final Transport transport;
  private final Identity who;
  private final SentSecret password;

  /**
   * @param password read anew at each sign-in
   */
  UserPass(RucioLogin login, Transport transport, String username, Supplier<String> password) {
    this.login = login;
    this.transport = transport;
    this.who = new Identity("userpass", username, Optional.empty(), Optional.empty());
    this.password = new SentSecret(password, "The password of " + username);
  }

  @Override
  public Token fetch() throws Failure {
    return password.use(
        secret -> {
          Map<String, String> proof =
              Map.of("X-Rucio-Username", who.name(), "X-Rucio-Password", secret);
          return login.ask(transport, "/auth/userpass", proof, who);
        });
  }

  @Override
  public boolean hasNews() {
    return password.isReplaced();
  }
}
