// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.ingestd.testbed.catalogue.exchange.Reply;

/**
 * The catalogue's own API, for tests in other processes: {@code /_faults} (GET lists, POST adds or
 * acts, DELETE clears) and {@code /_calls} (GET counts, DELETE starts anew).
 */
public final class Switchboard {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Faults faults;
  private final CallCounts counts;
  private final Actions actions;

  /** What can be done besides faults of single calls. */
  public interface Actions {

    /** Connections are refused for so long. */
    void outage(Duration length);

    void revokeTokens();

    void failTransfers(String name, String reason);

    void healTransfers(String name);

    void pauseDaemons(boolean pause);

    void setCopying(boolean really);
  }

  public Switchboard(Faults faults, CallCounts counts, Actions actions) {
    this.faults = faults;
    this.counts = counts;
    this.actions = actions;
  }

  Faults faults() {
    return faults;
  }

  CallCounts counts() {
    return counts;
  }

  Reply answer(String method, String path, byte[] body) throws IOException {
    return switch (method + " " + path) {
      case "GET /_calls" -> calls();
      case "DELETE /_calls" -> {
        counts.reset();
        yield Reply.done();
      }
      case "GET /_faults" -> list();
      case "DELETE /_faults" -> {
        faults.clear();
        yield Reply.done();
      }
      case "POST /_faults" -> act(body);
      default -> Reply.text(404, "text/plain", "No switch at " + path + "\n");
    };
  }

  private Reply calls() throws IOException {
    return Reply.json(
        json -> {
          json.writeStartObject();
          json.writeNumberField("writing", counts.writing());
          json.writeNumberField("reading", counts.reading());
          json.writeObjectFieldStart("operations");
          for (Map.Entry<String, Long> entry : counts.byWord().entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private Reply list() throws IOException {
    return Reply.json(
        json -> {
          json.writeStartArray();
          for (Fault fault : faults.list()) {
            json.writeStartObject();
            json.writeStringField("kind", fault.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("operation", fault.operation());
            json.writeNumberField("calls", fault.calls());
            json.writeNumberField("share", fault.share());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private Reply act(byte[] body) throws IOException {
    try {
      JsonNode wish = MAPPER.readTree(body);
      String kind = wish.path("kind").asText("").toLowerCase(Locale.ROOT);
      String name = wish.path("name").asText("");
      switch (kind) {
        case "outage" -> actions.outage(Duration.ofMillis(wish.path("millis").asLong(1000)));
        case "revoke_tokens" -> actions.revokeTokens();
        case "fail_transfers" ->
            actions.failTransfers(name, wish.path("message").asText("forced failure"));
        case "heal_transfers" -> actions.healTransfers(name);
        case "pause_daemons" -> actions.pauseDaemons(true);
        case "resume_daemons" -> actions.pauseDaemons(false);
        case "copying" -> actions.setCopying(wish.path("on").asBoolean(true));
        default -> faults.add(fault(kind, wish));
      }
      return Reply.created();
    } catch (IllegalArgumentException | com.fasterxml.jackson.core.JsonProcessingException bad) {
      return Reply.text(400, "text/plain", bad.getMessage() + "\n");
    }
  }

  private static Fault fault(String kind, JsonNode wish) {
    Fault.Answer answer =
        new Fault.Answer(
            wish.path("status").asInt(kind.equals("html") ? 502 : 500),
            wish.path("exceptionClass").asText(""),
            wish.path("message").asText("A fault on demand."),
            wish.path("retryAfter").asInt(-1));
    return new Fault(
        Fault.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        wish.path("operation").asText("*"),
        wish.path("calls").asInt(0),
        wish.path("share").asDouble(1),
        answer,
        Duration.ofMillis(wish.path("delay").asLong(0)));
  }
}
