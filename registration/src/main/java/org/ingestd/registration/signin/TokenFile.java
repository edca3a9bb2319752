// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile;
import org.ingestd.registration.credential.SecretFile.Stamp;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody else keeps fresh in a file. It is read again whenever the file changes.
 * What it says of itself is believed as far as its end; whether it is good Rucio decides.
 */
final class TokenFile implements TokenSource {

  private record Read(Optional<Stamp> stamp) {}

  /** Of a token that does not tell its own. */
  private static final Duration LIFE_UNLESS_TOLD = Duration.ofMinutes(10);

  private final BearerTokenFile place;
  private final Clock clock;

  /** What {@link #fetch} read last: empty if it found no file; null before the first time. */
  private final AtomicReference<@Nullable Read> read = new AtomicReference<>();

  TokenFile(BearerTokenFile place, Clock clock) {
    this.place = place;
    this.clock = clock;
  }

  @Override
  public Token fetch() throws Failure {
    try {
      read.set(new Read(stamp()));
      Path file = place.find();
      String text = new String(SecretFile.read(file), StandardCharsets.ISO_8859_1).strip();
      if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c < 127)) {
        throw Failure.credential(file + " holds no token");
      }
      return token(text, file);
    } catch (CredentialUnusable e) {
      throw Failure.credential(String.valueOf(e.getMessage()));
    }
  }

  private Token token(String text, Path file) throws Failure {
    Instant now = clock.instant();
    JWTClaimsSet claims;
    try {
      claims = SignedJWT.parse(text).getJWTClaimsSet();
    } catch (ParseException opaque) {
      Identity who =
          new Identity("token-file", "the token in " + file, Optional.empty(), Optional.empty());
      return new Token(text, now, now.plus(LIFE_UNLESS_TOLD), who);
    }
    Date end = claims.getExpirationTime();
    if (end == null || text.length() > TokenCheck.LONGEST) {
      throw Failure.credential(
          "The token in "
              + file
              + (end == null ? " does not say when it ends" : " is longer than Rucio takes"));
    }
    if (!now.isBefore(end.toInstant())) {
      throw Failure.credential(
          "The token in " + file + " ended at " + end.toInstant() + "; whoever renews it has not");
    }
    return new Token(text, now, end.toInstant(), Claims.identity("token-file", claims));
  }

  private Optional<Stamp> stamp() {
    try {
      return Optional.of(Stamp.of(place.find()));
    } catch (IOException | CredentialUnusable unreadable) {
      // Reading it says why.
      return Optional.empty();
    }
  }

  @Override
  public boolean hasNews() {
    Read before = read.get();
    return before != null && !before.stamp().equals(stamp());
  }
}
