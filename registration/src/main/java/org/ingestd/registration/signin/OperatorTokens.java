// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.tls.TlsContexts;

/**
 * Looks at tokens that people show to us: signed by our issuer, for us, not ended. Thread-safe. The
 * issuer is asked for its keys only, and seldom.
 */
public final class OperatorTokens {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_NAME = 64;

  /**
   * Who is taken for an operator.
   *
   * @param issuer to the letter as it stands in tokens
   * @param audience whom tokens must be for
   * @param group that operators are in; empty: not asked
   * @param scope that was granted to operators; empty: not asked
   */
  public record Wanted(
      URI issuer, String audience, Optional<String> group, Optional<String> scope) {

    /**
     * @throws IllegalArgumentException if everybody whom the issuer knows would be an operator
     */
    public Wanted {
      if (group.isEmpty() && scope.isEmpty()) {
        throw new IllegalArgumentException("Operators need a group or a scope");
      }
    }
  }

  /**
   * Somebody whom the issuer vouches for.
   *
   * @param name for the history: at most 64 printable characters
   * @param mayAct whether group and scope are as wanted
   */
  public record Person(String name, boolean mayAct) {}

  /** A token that is not taken; the message never quotes it. */
  public static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    Refused(String message, boolean forGood) {
      super(message);
      this.forGood = forGood;
    }

    /** False: the issuer's keys could not be had, so that nothing is known of the token. */
    public boolean isForGood() {
      return forGood;
    }
  }

  private final Wanted wanted;
  private final TokenCheck check;

  /**
   * @throws IllegalArgumentException if the issuer's address is neither https nor on this host
   */
  public OperatorTokens(Wanted wanted, TlsContexts tls, Clock clock, Clock steady) {
    this.wanted = wanted;
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(tls.towardsIssuers())
            .sslParameters(TlsContexts.protocols())
            .build();
    Issuer issuer =
        new Issuer(
            "http.remote.issuer",
            wanted.issuer(),
            new IssuerHttp(client),
            Surroundings.real(clock, steady));
    Expectation expectation =
        new Expectation(wanted.issuer().toString(), Set.of(wanted.audience()), Set.of(), clock);
    this.check = new TokenCheck(new SigningKeys(issuer), expectation);
  }

  /**
   * @throws Refused if it is not to be taken, or the issuer's keys cannot be had
   */
  public Person look(String token) throws Refused {
    try {
      JWTClaimsSet claims = check.check(token);
      return new Person(name(claims), mayAct(claims));
    } catch (Failure e) {
      throw new Refused(
          Issuer.printable(String.valueOf(e.getMessage())), e.nature() == Failure.Nature.SIGN_IN);
    }
  }

  private boolean mayAct(JWTClaimsSet claims) {
    return wanted.group().map(group -> groups(claims).anyMatch(group::equals)).orElse(true)
        && wanted.scope().map(Claims.scopes(claims)::contains).orElse(true);
  }

  /** As the WLCG profile and as most other issuers name them. */
  private static Stream<Object> groups(JWTClaimsSet claims) {
    return Stream.of("wlcg.groups", "groups")
        .map(claims::getClaim)
        .flatMap(claim -> claim instanceof Collection<?> several ? several.stream() : Stream.of());
  }

  private static String name(JWTClaimsSet claims) {
    Object preferred = claims.getClaim("preferred_username");
    String name =
        preferred instanceof String text && !text.isBlank()
            ? text
            : String.valueOf(claims.getSubject());
    String printable = Issuer.printable(name).strip();
    return printable.substring(0, Math.min(printable.length(), LONGEST_NAME));
  }
}
