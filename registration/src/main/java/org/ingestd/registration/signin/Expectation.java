// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say for us to use it, after the WLCG Common JWT Profile 1.x and what Rucio 32
 * to 41 ask of it.
 *
 * @param issuer to the letter
 * @param audience every word of it must be in {@code aud}
 * @param scopes every word must have been granted
 */
record Expectation(String issuer, Set<String> audience, Set<String> scopes, Clock clock)
    implements JWTClaimsSetVerifier<SecurityContext> {

  /** Clocks of well kept hosts are nearer. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** A token for anybody is one that whoever receives it can use against us. */
  private static final String ANYBODY = "https://wlcg.cern.ch/jwt/v1/any";

  private static final int LONGEST_SUBJECT = 255;

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    require(issuer.equals(claims.getIssuer()), "its issuer (iss) is another");
    String subject = claims.getSubject();
    require(
        subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT,
        "it has no proper subject (sub)");
    audience(claims.getAudience());
    times(claims);
    profile(claims.getClaim("wlcg.ver"));
    granted(Claims.scopes(claims));
  }

  private void audience(List<String> found) throws BadJWTException {
    require(
        !found.contains(ANYBODY), "it is good for any audience; have the client's audience set");
    require(
        found.containsAll(audience),
        "it is for audience (aud) " + found + " and not for " + audience);
  }

  private void times(JWTClaimsSet claims) throws BadJWTException {
    Instant now = clock.instant();
    Date ends = claims.getExpirationTime();
    require(ends != null, "it does not say when it ends (exp)");
    require(ends != null && now.isBefore(ends.toInstant().plus(SKEW)), "it has ended (exp)");
    require(
        isPast(claims.getNotBeforeTime(), now), "it is not valid yet (nbf); compare the clocks");
    require(
        isPast(claims.getIssueTime(), now), "it was issued in future (iat); compare the clocks");
    Date issued = claims.getIssueTime();
    require(
        issued == null || ends == null || issued.toInstant().isBefore(ends.toInstant()),
        "it ended before it began (iat, exp)");
  }

  private static boolean isPast(@Nullable Date date, Instant now) {
    return date == null || !date.toInstant().isAfter(now.plus(SKEW));
  }

  /** A newer minor version only adds; another major one may mean anything. */
  private static void profile(@Nullable Object version) throws BadJWTException {
    require(
        version == null || (version instanceof String text && text.matches("1(\\.\\d+)*")),
        "its profile (wlcg.ver) is not of version 1");
  }

  private void granted(List<String> found) throws BadJWTException {
    Set<String> missing = new HashSet<>(scopes);
    found.forEach(missing::remove);
    require(missing.isEmpty(), "it lacks the scopes " + missing);
    require(
        found.stream().noneMatch(Expectation::mayChangeStorage),
        "it may change or delete what lies on storage (storage.modify): ingestd must not have that");
  }

  static boolean mayChangeStorage(String scope) {
    return scope.equals("storage.modify") || scope.startsWith("storage.modify:");
  }

  private static void require(boolean holds, String otherwise) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(otherwise);
    }
  }
}
