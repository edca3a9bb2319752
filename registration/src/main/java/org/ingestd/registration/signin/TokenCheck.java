// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.ingestd.registration.rest.Failure;

/**
 * Looks at a token before Rucio sees it: who signed it, for whom, until when, for what.
 * Thread-safe.
 */
final class TokenCheck {

  /** Rucio's column for tokens; a longer one is refused there with 401 (41). */
  static final int LONGEST = 3072;

  private final Expectation expectation;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  TokenCheck(JWKSource<SecurityContext> keys, Expectation expectation) {
    this.expectation = expectation;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null))));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
    processor.setJWTClaimsSetVerifier(expectation);
  }

  /**
   * @return its claims, all of them checked
   * @throws Failure SIGN_IN if the token is not what it must be; another if the issuer's keys
   *     cannot be had
   */
  JWTClaimsSet check(String text) throws Failure {
    try {
      if (text.length() > LONGEST) {
        throw refused("it has " + text.length() + " characters and Rucio keeps " + LONGEST);
      }
      SignedJWT token = SignedJWT.parse(text);
      String kid = token.getHeader().getKeyID();
      if (kid == null || kid.isEmpty()) {
        throw refused("it does not name its key (kid)");
      }
      return processor.process(token, null);
    } catch (ParseException e) {
      // Its message may quote the token.
      throw refused("it is no signed JWT");
    } catch (BadJOSEException e) {
      throw refused(Issuer.printable(String.valueOf(e.getMessage())));
    } catch (KeySourceException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : Failure.broken(200, "The issuer's keys cannot be used", e);
    } catch (JOSEException e) {
      throw refused("its signature cannot be checked");
    }
  }

  private Failure refused(String why) {
    return Failure.signIn(0, "", "The token of " + expectation.issuer() + " is not used: " + why);
  }
}
