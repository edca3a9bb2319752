// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.registration.rest.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys: read anew after six hours, and at once for a key that is not among them
 * (it was rotated), but not more than once a minute; kept two days while the issuer is away.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private record Known(JWKSet keys, Instant read) {}

  private final Issuer issuer;
  private @Nullable Known known;
  private Instant tried = Instant.MIN;

  SigningKeys(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Instant now = issuer.passed();
    Known before = known;
    if (before == null || !now.isBefore(before.read().plus(Issuer.REFRESH))) {
      return selector.select(readOrKept(now).keys());
    }
    List<JWK> found = selector.select(before.keys());
    if (found.isEmpty() && !now.isBefore(tried.plus(BETWEEN_LOOKS))) {
      return selector.select(readOrKept(now).keys());
    }
    return found;
  }

  private Known readOrKept(Instant now) throws KeySourceException {
    Known before = known;
    tried = now;
    try {
      Known fresh = new Known(read(), now);
      known = fresh;
      return fresh;
    } catch (Failure failure) {
      if (before != null && now.isBefore(before.read().plus(Issuer.KEPT))) {
        return before;
      }
      throw new KeySourceException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private JWKSet read() throws Failure {
    var address = issuer.endpoints().keys();
    try {
      return JWKSet.parse(issuer.http().document(address).toString());
    } catch (ParseException e) {
      throw Failure.broken(200, "The issuer's keys at " + address + " cannot be read", e);
    }
  }
}
