// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID issuer on a loopback port: discovery document, keys, client credentials, real
 * signatures; claims as an INDIGO IAM with the WLCG profile writes them. Thread-safe.
 */
public final class TestIssuer implements AutoCloseable {

  /** How a request for a token is answered. */
  public enum Mood {
    WELL,
    /** 503 with an OAuth error. */
    UNWELL,
    /** 200 with a page, as a proxy's sign-in or maintenance has it. */
    HTML
  }

  /** One for all issuers of this JVM: making keys takes longest. */
  private static final RSAKey FIRST_KEY = newKey();

  private final Server server;
  private final ServerConnector connector;
  private final Clock clock;
  private final Map<String, String> clients = new ConcurrentHashMap<>();
  private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  private volatile List<RSAKey> keys = List.of(FIRST_KEY);
  private volatile Mood mood = Mood.WELL;
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile UnaryOperator<JWTClaimsSet.Builder> twist = claims -> claims;

  private TestIssuer(Clock clock) {
    this.clock = clock;
    QueuedThreadPool threads = new QueuedThreadPool(8, 4);
    threads.setName("issuer-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new IssuerHandler(this));
    server.setStopTimeout(0);
  }

  /**
   * Starts on a free port, with the clients robot/robot-secret and stranger/stranger-secret.
   *
   * @param clock of the times in tokens
   */
  public static TestIssuer start(Clock clock) {
    TestIssuer issuer = new TestIssuer(clock);
    issuer.addClient("robot", "robot-secret");
    issuer.addClient("stranger", "stranger-secret");
    issuer.accept();
    issuer.connector.setPort(issuer.connector.getLocalPort());
    return issuer;
  }

  /** As it stands in {@code iss}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + connector.getPort() + "/");
  }

  /** What Rucio calls a client's identity. */
  public String identity(String client) {
    return "SUB=" + client + ", ISS=" + url();
  }

  public void addClient(String id, String secret) {
    clients.put(id, secret);
  }

  boolean knows(String id, String secret) {
    return secret.equals(clients.get(id));
  }

  public void setMood(Mood other) {
    mood = other;
  }

  Mood mood() {
    return mood;
  }

  /** Tokens from now on live that long. */
  public void setLifetime(Duration other) {
    lifetime = other;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** Changes the claims of tokens from now on. */
  public void setTwist(UnaryOperator<JWTClaimsSet.Builder> other) {
    twist = other;
  }

  /** Tokens from now on are for this audience, whatever was asked for; null: as asked for. */
  public void setAudience(@Nullable String audience) {
    twist = claims -> audience == null ? claims : claims.audience(audience);
  }

  /** A good token for these. */
  public String token(String subject, String audience, String scope) {
    return token(claims(subject, audience, scope));
  }

  /**
   * The same with further claims, or others in their place.
   *
   * @param more by their names in the token, e.g. {@code iss}
   */
  public String token(String subject, String audience, String scope, Map<String, ?> more) {
    JWTClaimsSet.Builder claims = claims(subject, audience, scope);
    more.forEach(claims::claim);
    return token(claims);
  }

  /**
   * Signs with a new key from now on.
   *
   * @param keepOld whether the old one stays in the key set for a while, as it should
   */
  public void rotate(boolean keepOld) {
    RSAKey fresh = newKey();
    keys = keepOld ? List.of(fresh, keys.get(0)) : List.of(fresh);
  }

  /** The key that signs now. */
  public RSAKey key() {
    return keys.get(0);
  }

  String keySet() {
    return new JWKSet(List.copyOf(keys)).toString(true);
  }

  /** Every request for a token so far: its form's fields. */
  public List<Map<String, String>> asked() {
    return List.copyOf(asked);
  }

  void note(Map<String, String> form) {
    asked.add(form);
  }

  /** The claims of a good token. */
  public JWTClaimsSet.Builder claims(String subject, @Nullable String audience, String scope) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(url().toString())
        .subject(subject)
        .audience(audience == null ? "https://wlcg.cern.ch/jwt/v1/any" : audience)
        .claim("scope", scope)
        .claim("wlcg.ver", "1.0")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)));
  }

  /** A token as this issuer gives it for its own claims. */
  public String token(JWTClaimsSet.Builder claims) {
    RSAKey key = key();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.getKeyID())
            .type(new JOSEObjectType("at+jwt"))
            .build();
    try {
      SignedJWT token = new SignedJWT(header, twist.apply(claims).build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("No signature", e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("No key", e);
    }
  }

  /** Connections are refused until {@link #accept}. */
  public void refuse() {
    try {
      connector.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("The issuer does not go away", failed);
    }
  }

  /** Ends {@link #refuse}. */
  public void accept() {
    try {
      server.start();
      connector.start();
    } catch (IOException taken) {
      throw new IllegalStateException("The issuer's port is taken", taken);
    } catch (Exception failed) {
      throw new IllegalStateException("The issuer does not start", failed);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("The issuer does not stop", failed);
    }
  }
}
