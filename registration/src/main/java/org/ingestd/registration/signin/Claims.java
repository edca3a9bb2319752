// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Identity.TokenClaims;
import org.ingestd.registration.rest.Token;

/** What is read off a token's claims. */
final class Claims {

  private Claims() {}

  /** The words of {@code scope}; empty if it is absent or has another form. */
  static List<String> scopes(JWTClaimsSet claims) {
    Object scope = claims.getClaim("scope");
    return scope instanceof String text
        ? Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList()
        : List.of();
  }

  /** As Rucio maps it to an account. */
  static Identity identity(String method, JWTClaimsSet claims) {
    String subject = Issuer.printable(String.valueOf(claims.getSubject()));
    String issuer = Issuer.printable(String.valueOf(claims.getIssuer()));
    TokenClaims told = new TokenClaims(issuer, subject, claims.getAudience(), scopes(claims));
    return new Identity(
        method, "SUB=" + subject + ", ISS=" + issuer, Optional.empty(), Optional.of(told));
  }

  /**
   * A token that was issued just now: its life is reckoned by the issuer's clock, and begins by
   * ours when it was asked for, so that clocks that differ do not matter.
   */
  static Token issuedNow(String text, JWTClaimsSet claims, String method, Instant asked) {
    Instant ends = claims.getExpirationTime().toInstant();
    Date issued = claims.getIssueTime();
    Duration life = Duration.between(issued == null ? asked : issued.toInstant(), ends);
    return new Token(text, asked, asked.plus(life), identity(method, claims));
  }
}
