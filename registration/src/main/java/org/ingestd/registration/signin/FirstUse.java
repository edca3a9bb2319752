// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Request;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Uses each new JWT once, alone, before anybody else does: Rucio writes it down at its first use,
 * and of several first uses at the same time most are refused (rucio#8217). The same call tells for
 * whom Rucio takes us: it looks at nothing but the token (rucio#8380).
 */
final class FirstUse implements TokenSource {

  /** Others may use the same token for the first time just now. */
  private static final int TRIES = 3;

  private static final Duration PAUSE = Duration.ofMillis(700);

  private final TokenSource source;
  private final Transport transport;
  private final String account;
  private final Surroundings surroundings;
  private @Nullable String used;

  /**
   * @param account that is wanted
   */
  FirstUse(TokenSource source, Transport transport, String account, Surroundings surroundings) {
    this.source = source;
    this.transport = transport;
    this.account = account;
    this.surroundings = surroundings;
  }

  @Override
  public Token fetch() throws Failure {
    Token token = source.fetch();
    if (!token.text().equals(used)) {
      used = null;
      OurAccount.check(accountOf(token), account, token.identity());
      used = token.text();
    }
    return token;
  }

  private String accountOf(Token token) throws Failure {
    for (int tried = 1; ; tried++) {
      try {
        HttpHeaders headers =
            transport.exchange(
                Request.get("sign_in", "/accounts/whoami").expects(303),
                token.text(),
                (fields, body) -> {
                  body.readAllBytes();
                  return fields;
                });
        String location = headers.firstValue("Location").orElse("").replaceFirst("/+$", "");
        return Issuer.printable(location.substring(location.lastIndexOf('/') + 1));
      } catch (Failure failure) {
        if (!failure.tokenRefused()) {
          throw failure;
        }
        if (tried == TRIES) {
          throw refused(token, failure);
        }
        rest();
      }
    }
  }

  private static Failure refused(Token token, Failure failure) {
    String claims =
        token
            .identity()
            .claims()
            .map(told -> " (aud " + told.audience() + ", scope " + told.scopes() + ")")
            .orElse("");
    return Failure.signIn(
        failure.status(),
        failure.exceptionClass(),
        "Rucio refuses the token of "
            + token.identity()
            + claims
            + ". It does so if this identity belongs to no account, if it does not know the issuer,"
            + " or if it expects another audience or scope");
  }

  private void rest() throws Failure {
    try {
      surroundings.waiting().pause(surroundings.about(PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.without(Failure.Nature.HELD, "Interrupted while signing in", e);
    }
  }

  @Override
  public boolean hasNews() {
    return source.hasNews();
  }
}
