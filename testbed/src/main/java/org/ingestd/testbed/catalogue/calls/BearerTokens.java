// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JWTs of issuers, as Rucio 41 takes them: signature, end, issuer, audience {@code rucio}, scope
 * {@code openid profile}, at most 3072 characters. Whoever uses a token for the first time while
 * another does, too, is refused, as there (rucio#8217). Thread-safe.
 */
final class BearerTokens {

  private static final int LONGEST = 3072;
  private static final List<String> SCOPES = List.of("openid", "profile");
  private static final String AUDIENCE = "rucio";

  private final Clock clock;
  private final Map<String, JWKSource<SecurityContext>> issuers = new ConcurrentHashMap<>();
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Set<String> inFirstUse = ConcurrentHashMap.newKeySet();

  private record Known(String identity, Instant ends) {}

  BearerTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param issuer to the letter
   * @param keys where its key set is
   */
  void trust(String issuer, URI keys) {
    try {
      issuers.put(
          issuer,
          JWKSourceBuilder.<SecurityContext>create(keys.toURL()).rateLimited(false).build());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("No address: " + keys, e);
    }
  }

  /** {@code SUB=…, ISS=…}; empty if the text is no token or one that is refused. */
  Optional<String> identity(String text) {
    Known before = known.get(text);
    if (before != null) {
      return Optional.of(before)
          .filter(token -> token.ends.isAfter(clock.instant()))
          .map(Known::identity);
    }
    if (text.length() > LONGEST || !inFirstUse.add(text)) {
      return Optional.empty();
    }
    try {
      Optional<Known> checked = checked(text);
      checked.ifPresent(token -> known.put(text, token));
      return checked.map(Known::identity);
    } finally {
      inFirstUse.remove(text);
    }
  }

  void forgetAll() {
    known.clear();
  }

  private Optional<Known> checked(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      JWKSource<SecurityContext> keys = issuers.get(String.valueOf(claims.getIssuer()));
      Date ends = claims.getExpirationTime();
      if (keys == null || claims.getSubject() == null || ends == null || !fits(claims)) {
        return Optional.empty();
      }
      verify(token, keys);
      return Optional.of(ends.toInstant())
          .filter(end -> end.isAfter(clock.instant()))
          .map(end -> new Known("SUB=" + claims.getSubject() + ", ISS=" + claims.getIssuer(), end));
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      return Optional.empty();
    }
  }

  private static boolean fits(JWTClaimsSet claims) {
    Object scope = claims.getClaim("scope");
    return claims.getAudience().contains(AUDIENCE)
        && scope instanceof String text
        && Arrays.asList(text.split(" ")).containsAll(SCOPES);
  }

  private static void verify(SignedJWT token, JWKSource<SecurityContext> keys)
      throws BadJOSEException, JOSEException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            new HashSet<>(
                Arrays.<@Nullable JOSEObjectType>asList(
                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null))));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
    // Times are looked at by this catalogue's own clock.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    processor.process(token, null);
  }
}
