// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;

/** Who we are, and the server's version. */
public final class Accounts {

  /** 303 with {@code Location: <account>}, relative here and perhaps absolute behind a proxy. */
  private static final Reader<String> LAST_OF_LOCATION =
      (headers, body) -> {
        body.readAllBytes();
        String location = headers.firstValue("Location").orElse("").replaceFirst("/+$", "");
        String account = location.substring(location.lastIndexOf('/') + 1);
        if (!account.matches("[a-z0-9_-]{1,25}")) {
          throw new IOException("no account in Location '" + location + "'");
        }
        return account;
      };

  /** Empty where a front end leaves the field out: that is no fault of an answer. */
  private static final Reader<Optional<Instant>> DATE =
      (headers, body) -> {
        body.readAllBytes();
        try {
          return headers
              .firstValue("Date")
              .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      };

  private final Calls calls;

  public Accounts(Calls calls) {
    this.calls = calls;
  }

  public String whoAmI() throws Failure {
    return calls.value(Request.get("account", "/accounts/whoami").expects(303), LAST_OF_LOCATION);
  }

  public Set<String> scopes(String account) throws Failure {
    Set<String> scopes = new TreeSet<>();
    try {
      JsonNode names =
          calls.value(
              Request.get("scopes", Request.path("scopes", account, "scopes")), Json.DOCUMENT);
      names.forEach(name -> scopes.add(name.asText()));
    } catch (Failure failure) {
      // An account without scopes is answered so (41.5.1).
      if (Refusals.meaning(failure) != Refusal.SCOPE_UNKNOWN) {
        throw failure;
      }
    }
    return scopes;
  }

  public String serverVersion() throws Failure {
    JsonNode ping = calls.value(Request.get("ping", "/ping").anonymous(), Json.DOCUMENT);
    if (!ping.path("version").isTextual()) {
      throw Failure.broken(200, "What answers as /ping is not a Rucio server", null);
    }
    return ping.path("version").asText();
  }

  /**
   * The server's clock, to the second, as its answer's {@code Date} says.
   *
   * @throws Failure also if a front end leaves the field out
   */
  public Instant serverTime() throws Failure {
    return calls
        .value(Request.get("ping", "/ping").anonymous(), DATE)
        .orElseThrow(() -> Failure.broken(200, "Rucio's answer to GET /ping has no Date", null));
  }

  /** Bytes that the account may hold on each RSE by its own local limits; none: not named. */
  public Map<String, Double> quotas(String account) throws Failure {
    JsonNode limits =
        calls.value(
            Request.get("limits", Request.path("accounts", account, "limits", "local")),
            Json.DOCUMENT);
    Map<String, Double> quotas = new TreeMap<>();
    limits.properties().forEach(limit -> quotas.put(limit.getKey(), limit.getValue().asDouble()));
    return quotas;
  }

  /** Whether the account has the attribute by which Rucio's default policy makes it an admin. */
  public boolean isAdmin(String account) throws Failure {
    JsonNode attributes =
        calls.value(
            Request.get("attributes", Request.path("accounts", account, "attr") + "/"),
            Json.DOCUMENT);
    for (JsonNode attribute : attributes) {
      if (attribute.path("key").asText().equals("admin") && isTrue(attribute.path("value"))) {
        return true;
      }
    }
    return false;
  }

  /** Rucio 41 keeps {@code true} as it was sent, as a word or as JSON's. */
  private static boolean isTrue(JsonNode value) {
    return value.asText().equalsIgnoreCase("true");
  }

  /** Small, and needs token and database: what a working server can do. */
  public static Request probe(String account) {
    return Request.get("probe", Request.path("accounts", account));
  }
}
