// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;

/** Who we are, and the server's version. */
final class Accounts {

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

  private final Calls calls;

  Accounts(Calls calls) {
    this.calls = calls;
  }

  String whoAmI() throws Failure {
    return calls.value(Request.get("account", "/accounts/whoami").expects(303), LAST_OF_LOCATION);
  }

  Set<String> scopes(String account) throws Failure {
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

  String serverVersion() throws Failure {
    JsonNode ping = calls.value(Request.get("ping", "/ping").anonymous(), Json.DOCUMENT);
    if (!ping.path("version").isTextual()) {
      throw Failure.broken(200, "What answers as /ping is not a Rucio server", null);
    }
    return ping.path("version").asText();
  }

  /** Small, and needs token and database: what a working server can do. */
  static Request probe(String account) {
    return Request.get("probe", Request.path("accounts", account));
  }
}
