// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who may sign in, and the tokens given out. Thread-safe. */
public final class Tokens {

  /** Fixed in Rucio's data model. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final BearerTokens bearers;
  private final Map<String, List<String>> identities = new ConcurrentHashMap<>();
  private volatile Duration lifetime = LIFETIME;

  record Token(String text, String account, Instant expires) {}

  record User(String password, List<String> accounts) {}

  public Tokens(Clock clock) {
    this.clock = clock;
    this.bearers = new BearerTokens(clock);
  }

  /** Lets a user sign in to accounts; with several accounts it must name the one it wants. */
  public void addUser(String username, String password, List<String> accounts) {
    users.put(username, new User(password, List.copyOf(accounts)));
  }

  /**
   * Maps an identity to accounts, the default one first.
   *
   * @param identity a certificate's subject, or {@code SUB=…, ISS=…}
   */
  public void addIdentity(String identity, List<String> accounts) {
    identities.put(identity, List.copyOf(accounts));
  }

  /** Empty for an identity that nobody knows. */
  List<String> accountsOf(String identity) {
    return identities.getOrDefault(identity, List.of());
  }

  /** Tokens from now on live that long. */
  public void setLifetime(Duration shorter) {
    lifetime = shorter;
  }

  /** Takes JWTs of this issuer from now on. */
  public void trust(String issuer, URI keys) {
    bearers.trust(issuer, keys);
  }

  /** All tokens given out so far are unknown from now on. */
  public void revokeAll() {
    tokens.clear();
    bearers.forgetAll();
  }

  Optional<User> user(String username) {
    return Optional.ofNullable(users.get(username));
  }

  Token issue(String account, String identity) {
    Instant now = clock.instant();
    tokens.values().removeIf(token -> token.expires.isBefore(now));
    String id = UUID.randomUUID().toString().replace("-", "");
    String text = account + "-" + identity + "-unknown-" + id;
    Token token = new Token(text, account, now.plus(lifetime));
    tokens.put(text, token);
    return token;
  }

  /**
   * The account of a token; empty if it is unknown or has expired. Of a JWT it is its identity's
   * default account, whatever the client wanted (rucio#8380).
   */
  public Optional<String> account(String text) {
    Token own = tokens.get(text);
    if (own == null && text.chars().filter(c -> c == '.').count() == 2) {
      return bearers.identity(text).flatMap(identity -> accountsOf(identity).stream().findFirst());
    }
    return Optional.ofNullable(own)
        .filter(token -> token.expires.isAfter(clock.instant()))
        .map(Token::account);
  }
}
