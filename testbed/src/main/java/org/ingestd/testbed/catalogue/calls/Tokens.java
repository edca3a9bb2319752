// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

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
  private volatile Duration lifetime = LIFETIME;

  record Token(String text, String account, Instant expires) {}

  record User(String password, List<String> accounts) {}

  public Tokens(Clock clock) {
    this.clock = clock;
  }

  /** Lets a user sign in to accounts; with several accounts it must name the one it wants. */
  public void addUser(String username, String password, List<String> accounts) {
    users.put(username, new User(password, List.copyOf(accounts)));
  }

  /** Tokens from now on live that long. */
  public void setLifetime(Duration shorter) {
    lifetime = shorter;
  }

  /** All tokens given out so far are unknown from now on. */
  public void revokeAll() {
    tokens.clear();
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

  /** The account of a token; empty if it is unknown or has expired. */
  public Optional<String> account(String text) {
    return Optional.ofNullable(tokens.get(text))
        .filter(token -> token.expires.isAfter(clock.instant()))
        .map(Token::account);
  }
}
