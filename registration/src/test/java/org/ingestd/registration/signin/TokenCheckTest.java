// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ingestd.registration.rest.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What kind of tokens are used, and that no other is. */
class TokenCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final String ISSUER = "https://iam.example.org/";
  private static final RSAKey KEY = rsa("key-1");
  private static final RSAKey SECOND = rsa("key-2");
  private static final RSAKey FOREIGN = rsa("key-1");
  private static final RSAKey FOR_ENCRYPTION = encrypting("key-4");
  private static final ECKey CURVE = curve("key-3", Curve.P_256);
  private static final ECKey OTHER_CURVE = curve("key-5", Curve.P_384);

  private static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey encrypting(String kid) {
    return new RSAKey.Builder(rsa(kid)).keyUse(KeyUse.ENCRYPTION).build();
  }

  private static ECKey curve(String kid, Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID(kid).generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenCheck check() {
    JWKSet keys =
        new JWKSet(List.of(KEY, SECOND, CURVE, OTHER_CURVE, FOR_ENCRYPTION)).toPublicJWKSet();
    return new TokenCheck(
        new ImmutableJWKSet<>(keys),
        new Expectation(
            ISSUER,
            Set.of("rucio"),
            Set.of("openid", "profile"),
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private static Date at(long seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("robot")
        .audience("rucio")
        .claim("scope", "openid profile")
        .claim("wlcg.ver", "1.0")
        .claim("wlcg.groups", List.of("/lst"))
        .jwtID("1")
        .issueTime(at(0))
        .notBeforeTime(at(0))
        .expirationTime(at(3600));
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
    return new JWSHeader.Builder(algorithm).keyID(kid).build();
  }

  private static String with(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    return signed(
        header(JWSAlgorithm.RS256, "key-1"), new RSASSASigner(KEY), change.apply(claims()).build());
  }

  private static String typed(String type) throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("key-1")
            .type(new JOSEObjectType(type))
            .build();
    return signed(header, new RSASSASigner(KEY), claims().build());
  }

  static Stream<Arguments> good() throws Exception {
    return Stream.of(
        Arguments.of("as IAM gives it", with(all -> all)),
        Arguments.of("typed at+jwt", typed("at+jwt")),
        Arguments.of("typed JWT", typed("JWT")),
        Arguments.of(
            "by the second key",
            signed(
                header(JWSAlgorithm.RS256, "key-2"), new RSASSASigner(SECOND), claims().build())),
        Arguments.of(
            "by a key on a curve",
            signed(header(JWSAlgorithm.ES256, "key-3"), new ECDSASigner(CURVE), claims().build())),
        Arguments.of("several audiences", with(all -> all.audience(List.of("x", "rucio")))),
        Arguments.of("more scopes", with(all -> all.claim("scope", "profile wlcg openid"))),
        Arguments.of("a newer minor profile", with(all -> all.claim("wlcg.ver", "1.3"))),
        Arguments.of("no profile", with(all -> all.claim("wlcg.ver", null))),
        Arguments.of("unknown claims", with(all -> all.claim("x", Map.of("y", 1)))),
        Arguments.of("no nbf", with(all -> all.notBeforeTime(null))),
        Arguments.of("a clock that is 59 s ahead", with(all -> all.notBeforeTime(at(59)))),
        Arguments.of(
            "a clock that is 59 s behind",
            with(
                all -> all.issueTime(at(-3659)).notBeforeTime(at(-3659)).expirationTime(at(-59)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void uses(String what, String token) throws Failure {
    assertThat(check().check(token).getSubject()).as(what).isEqualTo("robot");
  }

  static Stream<Arguments> bad() throws Exception {
    return Stream.of(headers(), signatures(), times(), parties(), contents(), forms())
        .flatMap(each -> each);
  }

  private static Stream<Arguments> headers() throws Exception {
    byte[] publicKey = KEY.toRSAPublicKey().getEncoded();
    return Stream.of(
        Arguments.of("no signature (alg none)", new PlainJWT(claims().build()).serialize()),
        Arguments.of(
            "HS256 with the public key as secret",
            signed(
                header(JWSAlgorithm.HS256, "key-1"), new MACSigner(publicKey), claims().build())),
        Arguments.of(
            "HS512",
            signed(
                header(JWSAlgorithm.HS512, "key-1"), new MACSigner(publicKey), claims().build())),
        Arguments.of(
            "RS384",
            signed(header(JWSAlgorithm.RS384, "key-1"), new RSASSASigner(KEY), claims().build())),
        Arguments.of(
            "RS512",
            signed(header(JWSAlgorithm.RS512, "key-1"), new RSASSASigner(KEY), claims().build())),
        Arguments.of(
            "PS256",
            signed(header(JWSAlgorithm.PS256, "key-1"), new RSASSASigner(KEY), claims().build())),
        Arguments.of(
            "ES384",
            signed(
                header(JWSAlgorithm.ES384, "key-5"),
                new ECDSASigner(OTHER_CURVE),
                claims().build())),
        Arguments.of(
            "no kid",
            signed(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(KEY), claims().build())),
        Arguments.of(
            "an unknown kid",
            signed(header(JWSAlgorithm.RS256, "key-9"), new RSASSASigner(KEY), claims().build())),
        Arguments.of(
            "a key for encryption",
            signed(
                header(JWSAlgorithm.RS256, "key-4"),
                new RSASSASigner(new RSAKey.Builder(FOR_ENCRYPTION).keyUse(null).build()),
                claims().build())),
        Arguments.of("another type", typed("logout+jwt")),
        Arguments.of(
            "a critical header that nobody knows",
            signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("key-1")
                    .criticalParams(Set.of("x"))
                    .customParam("x", 1)
                    .build(),
                new RSASSASigner(KEY),
                claims().build())));
  }

  private static Stream<Arguments> signatures() throws Exception {
    String token = with(all -> all);
    String[] parts = token.split("\\.");
    String other = with(all -> all.subject("other")).split("\\.")[1];
    return Stream.of(
        Arguments.of(
            "a foreign key under our kid",
            signed(
                header(JWSAlgorithm.RS256, "key-1"), new RSASSASigner(FOREIGN), claims().build())),
        Arguments.of(
            "another of the issuer's keys than the named one",
            signed(
                header(JWSAlgorithm.RS256, "key-1"), new RSASSASigner(SECOND), claims().build())),
        Arguments.of("changed claims", parts[0] + "." + other + "." + parts[2]),
        Arguments.of("no signature at its place", parts[0] + "." + parts[1] + "."),
        Arguments.of("a cut signature", token.substring(0, token.length() - 20)));
  }

  private static Stream<Arguments> times() throws Exception {
    return Stream.of(
        Arguments.of("ended", with(all -> all.expirationTime(at(-61)))),
        Arguments.of("no end", with(all -> all.expirationTime(null))),
        Arguments.of("not yet valid", with(all -> all.notBeforeTime(at(61)))),
        Arguments.of("issued in future", with(all -> all.issueTime(at(61)))),
        Arguments.of(
            "ended before it began", with(all -> all.issueTime(at(20)).expirationTime(at(10)))));
  }

  private static Stream<Arguments> parties() throws Exception {
    return Stream.of(
        Arguments.of("another issuer", with(all -> all.issuer("https://evil.example.org/"))),
        Arguments.of(
            "an issuer without its slash", with(all -> all.issuer("https://iam.example.org"))),
        Arguments.of("an issuer in capitals", with(all -> all.issuer("https://IAM.example.org/"))),
        Arguments.of("no issuer", with(all -> all.issuer(null))),
        Arguments.of("another audience", with(all -> all.audience("dcache"))),
        Arguments.of("a longer audience", with(all -> all.audience("rucio-test"))),
        Arguments.of("no audience", with(all -> all.audience((String) null))),
        Arguments.of("any audience", with(all -> all.audience("https://wlcg.cern.ch/jwt/v1/any"))),
        Arguments.of(
            "any audience beside ours",
            with(all -> all.audience(List.of("rucio", "https://wlcg.cern.ch/jwt/v1/any")))),
        Arguments.of("no subject", with(all -> all.subject(null))),
        Arguments.of("a blank subject", with(all -> all.subject(" "))),
        Arguments.of("a subject of 256 letters", with(all -> all.subject("s".repeat(256)))));
  }

  private static Stream<Arguments> contents() throws Exception {
    return Stream.of(
        Arguments.of("no scope", with(all -> all.claim("scope", null))),
        Arguments.of("one scope of two", with(all -> all.claim("scope", "openid"))),
        Arguments.of(
            "a scope that only begins so", with(all -> all.claim("scope", "openid profiles"))),
        Arguments.of(
            "scopes in another form",
            with(all -> all.claim("scope", List.of("openid", "profile")))),
        Arguments.of(
            "a right to delete",
            with(all -> all.claim("scope", "openid profile storage.modify:/"))),
        Arguments.of("profile 2", with(all -> all.claim("wlcg.ver", "2.0"))),
        Arguments.of("profile 10", with(all -> all.claim("wlcg.ver", "10.0"))),
        Arguments.of("a profile that is a number", with(all -> all.claim("wlcg.ver", 1.0))),
        Arguments.of("longer than Rucio keeps", with(all -> all.claim("pad", "x".repeat(3000)))));
  }

  private static Stream<Arguments> forms() throws Exception {
    JWSObject noClaims =
        new JWSObject(header(JWSAlgorithm.RS256, "key-1"), new Payload("no JSON at all"));
    noClaims.sign(new RSASSASigner(KEY));
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("one word", "secret-word"),
        Arguments.of("two parts", "eyJhbGciOiJSUzI1NiJ9.e30"),
        Arguments.of("four parts", with(all -> all) + ".x"),
        Arguments.of("no base64", "!!.??.!!"),
        Arguments.of("no JSON within", noClaims.serialize()),
        Arguments.of("a page", "<html>Please sign in</html>"),
        Arguments.of(
            "a token with a line in it",
            new String(
                    with(all -> all).getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replaceFirst("\\.", ".\n\n\u0000")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refuses(String what, String token) {
    Failure failure = catchThrowableOfType(Failure.class, () -> check().check(token));

    assertThat(failure).as(what).isNotNull();
    assertThat(failure.nature()).isEqualTo(Failure.Nature.SIGN_IN);
    assertThat(failure).hasMessageContaining(ISSUER);
    String[] parts = token.split("\\.");
    if (parts.length > 2 && parts[1].length() > 8) {
      assertThat(failure.getMessage()).doesNotContain(parts[1], "eyJ");
    }
  }

  @Test
  void thirtyAndMoreKindsAreRefused() throws Exception {
    assertThat(bad().count()).isGreaterThanOrEqualTo(45);
  }
}
