// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Request;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.Transport;

/**
 * {@code GET /auth/…}, Rucio 32 to 41: whoever proves who he is gets Rucio's own token, which lives
 * one hour there.
 *
 * @param account that is wanted
 */
record RucioLogin(String account, String vo, Clock clock) {

  /** Literally "UTC", where RFC 1123 wants "GMT". */
  private static final DateTimeFormatter RUCIO_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Duration LIFE_UNLESS_TOLD = Duration.ofMinutes(10);

  /**
   * @param transport not the one of other calls: connections that carried a sign-in stay apart
   * @param proof header fields, may hold a password
   */
  Token ask(Transport transport, String path, Map<String, String> proof, Identity who)
      throws Failure {
    Map<String, String> fields = new HashMap<>(proof);
    fields.put("X-Rucio-Account", account);
    fields.put("X-Rucio-VO", vo);
    Instant asked = clock.instant();
    try {
      HttpHeaders answer = transport.headers(Request.get("sign_in", path).anonymous(fields));
      String text =
          answer
              .firstValue("X-Rucio-Auth-Token")
              .orElseThrow(() -> Failure.broken(200, "Sign-in answered without a token", null));
      OurAccount.check(answer.firstValue("X-Rucio-Auth-Account").orElse(account), account, who);
      return new Token(text, asked, asked.plus(life(answer)), who);
    } catch (Failure failure) {
      throw refusal(failure, who);
    }
  }

  private Failure refusal(Failure failure, Identity who) {
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
            "Rucio refuses to sign in "
                + who
                + " as account "
                + account
                + ": "
                + failure.getMessage())
        : failure;
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
