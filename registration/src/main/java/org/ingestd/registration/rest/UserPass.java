// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /auth/userpass}, Rucio 32 to 41. The token lives one hour there. */
public final class UserPass implements TokenSource {

  /** Literally "UTC", where RFC 1123 wants "GMT". */
  private static final DateTimeFormatter RUCIO_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Duration LIFE_UNLESS_TOLD = Duration.ofMinutes(10);

  /**
   * Who signs in.
   *
   * @param password read anew at each sign-in
   */
  public record Credentials(String username, Supplier<String> password, String account, String vo) {

    @Override
    public String toString() {
      return username + " as account " + account;
    }
  }

  private final Transport transport;
  private final Credentials credentials;
  private final Clock clock;

  /**
   * @param transport not the one of other calls: connections that carried a sign-in stay apart
   */
  public UserPass(Transport transport, Credentials credentials, Clock clock) {
    this.transport = transport;
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public Token fetch() throws Failure {
    Request request =
        Request.get("sign_in", "/auth/userpass")
            .anonymous(
                Map.of(
                    "X-Rucio-Username", credentials.username(),
                    "X-Rucio-Password", sendable(credentials.password().get()),
                    "X-Rucio-Account", credentials.account(),
                    "X-Rucio-VO", credentials.vo()));
    try {
      HttpHeaders answer = transport.headers(request);
      String text =
          answer
              .firstValue("X-Rucio-Auth-Token")
              .orElseThrow(() -> Failure.broken(200, "Sign-in answered without a token", null));
      Instant now = clock.instant();
      return new Token(text, now, now.plus(life(answer)));
    } catch (Failure failure) {
      throw refusal(failure);
    }
  }

  private Failure refusal(Failure failure) {
    boolean refused =
        switch (failure.status()) {
          case 206, 400, 401, 403 -> true;
          // Seen for a bad identity, too; 500 alone may be anything.
          case 500 -> failure.exceptionClass().equals("CannotAuthenticate");
          default -> false;
        };
    return refused
        ? Failure.signIn(
            failure.status(),
            failure.exceptionClass(),
            "Rucio refuses to sign in " + credentials + ": " + failure.getMessage())
        : failure;
  }

  /** A line end after a password comes from the file that it was kept in. */
  private String sendable(String password) throws Failure {
    String bare = password.replaceFirst("\\r?\\n$", "");
    if (bare.isEmpty() || !bare.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw Failure.signIn(
          0,
          "",
          "The password of "
              + credentials.username()
              + " is empty or has characters that no HTTP header carries (allowed: ASCII)");
    }
    return bare;
  }

  /** Reckoned by the server's own clock, which may differ from ours. */
  private Duration life(HttpHeaders answer) {
    try {
      Optional<Instant> expires =
          answer
              .firstValue("X-Rucio-Auth-Token-Expires")
              .map(text -> RUCIO_DATE.parse(text, Instant::from));
      Instant then =
          answer
              .firstValue("Date")
              .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))
              .orElseGet(clock::instant);
      return expires
          .map(end -> Duration.between(then, end))
          .filter(life -> !life.isNegative() && !life.isZero())
          .orElse(LIFE_UNLESS_TOLD);
    } catch (DateTimeException unreadable) {
      return LIFE_UNLESS_TOLD;
    }
  }
}
