// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who we say we are. Holds no secret.
 *
 * @param method of signing in, as configured
 * @param name as Rucio knows it: a user, a certificate's subject, {@code SUB=…, ISS=…}
 * @param ends when the certificate or proxy ends; empty for what has no end of its own
 * @param claims of a JWT
 */
public record Identity(
    String method, String name, Optional<Instant> ends, Optional<TokenClaims> claims) {

  /**
   * What a JWT says of itself.
   *
   * @param scopes the words of its claim of that name
   */
  public record TokenClaims(
      String issuer, String subject, List<String> audience, List<String> scopes) {

    public TokenClaims {
      audience = List.copyOf(audience);
      scopes = List.copyOf(scopes);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
