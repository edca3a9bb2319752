// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;

/**
 * A JWT from an OpenID issuer for a client's own name and secret (RFC 6749, §4.4). Audience and
 * scope are asked for by name: without, some issuers give a token that is good anywhere.
 */
final class ClientCredentials implements TokenSource {

  /** Codes by which an issuer says that it is not well (RFC 6749, §4.1.2.1, and common use). */
  private static final Set<String> PASSING =
      Set.of("server_error", "temporarily_unavailable", "slow_down");

  /**
   * Who asks, and for what.
   *
   * @param secret read anew at each sign-in
   * @param audience words, separated by blanks
   * @param scope words, separated by blanks
   */
  record Client(String id, Supplier<String> secret, String audience, String scope) {

    Set<String> audiences() {
      return words(audience);
    }

    Set<String> scopes() {
      return words(scope);
    }

    private static Set<String> words(String text) {
      return Set.copyOf(Arrays.asList(text.split(" +")));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private final Issuer issuer;
  private final Client client;
  private final TokenCheck check;
  private final SentSecret secret;

  ClientCredentials(Issuer issuer, Client client) {
    this.issuer = issuer;
    this.client = client;
    this.secret = new SentSecret(client.secret(), "The secret of client " + client);
    this.check =
        new TokenCheck(
            new SigningKeys(issuer),
            new Expectation(issuer.name(), client.audiences(), client.scopes(), issuer.clock()));
  }

  @Override
  public Token fetch() throws Failure {
    Issuer.Endpoints endpoints = issuer.endpoints();
    Instant asked = issuer.clock().instant();
    String text = secret.use(own -> request(endpoints, own));
    return Claims.issuedNow(text, check.check(text), "oidc", asked);
  }

  @Override
  public boolean hasNews() {
    return secret.isReplaced();
  }

  private String request(Issuer.Endpoints endpoints, String own) throws Failure {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("audience", client.audience());
    form.put("scope", client.scope());
    Optional<String> authorization = Optional.empty();
    if (endpoints.takesBasic()) {
      authorization = Optional.of("Basic " + basic(client.id(), own));
    } else {
      form.put("client_id", client.id());
      form.put("client_secret", own);
    }
    IssuerHttp.Answer answer = issuer.http().post(endpoints.token(), form, authorization);
    String token = answer.json().path("access_token").asText("");
    if (answer.status() == 200 && !token.isEmpty()) {
      return token;
    }
    throw refusal(endpoints.token(), answer);
  }

  /** Both parts are form-encoded first (RFC 6749, §2.3.1). */
  private static String basic(String id, String secret) {
    String pair = IssuerHttp.encode(id) + ":" + IssuerHttp.encode(secret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Only an issuer's own error code is a refusal: a proxy's page or a 5xx is an outage. */
  private Failure refusal(URI address, IssuerHttp.Answer answer) {
    String code = answer.json().path("error").asText("");
    boolean refused =
        !code.isEmpty()
            && answer.status() >= 400
            && answer.status() < 500
            && answer.status() != 429
            && !PASSING.contains(code);
    if (!refused) {
      return IssuerHttp.strange(address, answer);
    }
    return Failure.signIn(
        answer.status(),
        "",
        "The issuer "
            + issuer.name()
            + " refuses client "
            + client
            + " a token for audience '"
            + client.audience()
            + "' and scope '"
            + client.scope()
            + "': "
            + Issuer.printable(code)
            + " "
            + Issuer.printable(answer.json().path("error_description").asText("")));
  }
}
