// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.registration.catalogue.Deletion;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.RseDescription;
import org.ingestd.rse.RseDescription.Protocol;
import org.ingestd.rse.version.RucioDifference;
import org.ingestd.rse.version.RucioVersion;

/** RSEs and their protocols. */
public final class Rses {

  private static final Set<String> NOTHING = Set.of("", "0", "false", "none", "null");

  private final Calls calls;
  private final Lines lines;

  public Rses(Calls calls, Lines lines) {
    this.calls = calls;
    this.lines = lines;
  }

  public RseDescription get(String name, String serverVersion) throws Failure {
    JsonNode rse = calls.value(Request.get("rse", Request.path("rses", name)), Json.DOCUMENT);
    boolean zeroCounts = new RucioVersion(serverVersion).has(RucioDifference.PRIORITY_ZERO_IS_BEST);
    List<Protocol> protocols = new ArrayList<>();
    rse.path("protocols").forEach(protocol -> protocols.add(protocol(protocol, zeroCounts)));
    if (!rse.path("deterministic").isBoolean()) {
      throw Failure.broken(200, "Rucio describes RSE " + name + " without 'deterministic'", null);
    }
    return new RseDescription(
        name,
        rse.path("deterministic").asBoolean(),
        rse.path("volatile").asBoolean(false),
        rse.path("availability_write").asBoolean(true),
        List.copyOf(protocols));
  }

  /** What Rucio may delete there. */
  public Deletion deletion(String name) throws Failure {
    JsonNode rse = calls.value(Request.get("rse", Request.path("rses", name)), Json.DOCUMENT);
    JsonNode attributes =
        calls.value(
            Request.get("attributes", Request.path("rses", name, "attr") + "/"), Json.DOCUMENT);
    List<String> causes = new ArrayList<>();
    for (String cause : List.of("tombstone_delay", "greedyDeletion")) {
      // Rucio keeps a value as it was sent: a number, a word, JSON's true.
      String value = attributes.path(cause).asText("");
      if (!NOTHING.contains(value.toLowerCase(Locale.ROOT))) {
        causes.add(cause + "=" + value);
      }
    }
    return new Deletion(rse.path("availability_delete").asBoolean(true), causes);
  }

  /** Rucio answers a wrong expression and one that matches nothing with the same class. */
  public Set<String> matching(String expression) throws Failure {
    Request request = Request.get("rses", "/rses/?expression=" + Request.encode(expression));
    try {
      return new TreeSet<>(lines.all(request, line -> Lines.text(line, "rse")));
    } catch (Failure failure) {
      if (failure.exceptionClass().equals("InvalidRSEExpression")) {
        return Set.of();
      }
      throw failure;
    }
  }

  private static Protocol protocol(JsonNode protocol, boolean zeroCounts) {
    Map<String, Integer> wan = new HashMap<>();
    for (String operation : Protocol.OPERATIONS) {
      JsonNode priority = protocol.path("domains").path("wan").path(operation);
      if (priority.isNumber() && (zeroCounts || priority.asInt() > 0)) {
        wan.put(operation, priority.asInt());
      }
    }
    return new Protocol(
        protocol.path("scheme").asText(""),
        protocol.path("hostname").asText(""),
        protocol.path("port").asInt(0),
        protocol.path("prefix").asText(""),
        protocol.path("impl").asText(""),
        Map.copyOf(wan));
  }
}
