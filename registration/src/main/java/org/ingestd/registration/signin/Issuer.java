// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.ServerAddress;
import org.ingestd.registration.rest.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID issuer and what its discovery document says. The document is read anew after six hours;
 * while it cannot be, the known one holds for two days (WLCG Common JWT Profile, for key sets).
 */
final class Issuer {

  static final Duration REFRESH = Duration.ofHours(6);
  static final Duration KEPT = Duration.ofDays(2);

  /** What we use of the document. */
  record Endpoints(URI token, URI keys, boolean takesBasic) {}

  private record Known(Endpoints endpoints, Instant read) {}

  private final String key;
  private final String name;
  private final IssuerHttp http;
  private final Surroundings surroundings;
  private @Nullable Known known;

  /**
   * @param key of the configuration, for messages
   * @param name its address, exactly as it stands in {@code iss}; https, or http on this host
   * @throws IllegalArgumentException if the address is another
   */
  Issuer(String key, URI name, IssuerHttp http, Surroundings surroundings) {
    this.key = key;
    this.name = name.toString();
    this.http = http;
    this.surroundings = surroundings;
    ServerAddress.requireSafe(key, name);
  }

  String name() {
    return name;
  }

  IssuerHttp http() {
    return http;
  }

  /** On the wall: what tokens are judged by. */
  Clock clock() {
    return surroundings.clock();
  }

  /** By which what the issuer said grows old. */
  Instant passed() {
    return surroundings.steady().instant();
  }

  synchronized Endpoints endpoints() throws Failure {
    Known before = known;
    Instant now = passed();
    if (before != null && now.isBefore(before.read().plus(REFRESH))) {
      return before.endpoints();
    }
    try {
      Endpoints read = discover();
      known = new Known(read, now);
      return read;
    } catch (Failure failure) {
      if (before != null && now.isBefore(before.read().plus(KEPT))) {
        return before.endpoints();
      }
      throw failure;
    }
  }

  private Endpoints discover() throws Failure {
    URI address = URI.create(name.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    JsonNode document = http.document(address);
    if (!document.path("issuer").asText().equals(name)) {
      throw Failure.signIn(
          0,
          "",
          "The issuer calls itself '"
              + printable(document.path("issuer").asText())
              + "', but "
              + key
              + " is '"
              + name
              + "'; they must be equal to the letter, also in the slash at the end");
    }
    JsonNode ways = document.path("token_endpoint_auth_methods_supported");
    boolean basic = ways.isMissingNode();
    for (JsonNode way : ways) {
      basic |= way.asText().equals("client_secret_basic");
    }
    return new Endpoints(
        endpoint(document, "token_endpoint"), endpoint(document, "jwks_uri"), basic);
  }

  private URI endpoint(JsonNode document, String field) throws Failure {
    try {
      URI address = URI.create(document.path(field).asText());
      ServerAddress.requireSafe(field + " of " + name, address);
      return address;
    } catch (IllegalArgumentException e) {
      throw Failure.broken(
          200, "What the issuer says of itself cannot be used: " + e.getMessage(), e);
    }
  }

  /** Far text may hold anything. */
  static String printable(String text) {
    String line = text.replaceAll("[^\\x20-\\x7e]+", " ");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
