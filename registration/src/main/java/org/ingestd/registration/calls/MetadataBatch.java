// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/**
 * Metadata of a batch of files, all or none by Rucio's own transaction. If it is refused it is
 * halved until the file at fault stands alone; what was taken is read back. A server that takes no
 * metadata at all is not left alone for that: files need it. Used by one thread.
 */
final class MetadataBatch {

  /** Enough for two bad files in a batch of 300; with more, the rest waits its turn. */
  private static final int MOST_CALLS = 32;

  private final Calls calls;
  private final Lines lines;
  private final Map<Did, RucioException> refused = new HashMap<>();
  private final TreeMap<Did, String> taken = new TreeMap<>();
  private int callsLeft = MOST_CALLS;

  MetadataBatch(Calls calls, Lines lines) {
    this.calls = calls;
    this.lines = lines;
  }

  Map<Did, RucioException> write(Map<Did, String> files) throws Failure {
    part(List.copyOf(files.keySet()), files);
    compare();
    return refused;
  }

  private void part(List<Did> dids, Map<Did, String> files) throws Failure {
    try {
      callsLeft--;
      send(dids, files);
      dids.forEach(did -> taken.put(did, text(files, did)));
    } catch (Failure failure) {
      if (concernsAll(failure)) {
        throw failure;
      }
      if (dids.size() == 1 || callsLeft <= 0) {
        dids.forEach(did -> refused.put(did, Refusals.exception(failure)));
      } else {
        part(dids.subList(0, dids.size() / 2), files);
        part(dids.subList(dids.size() / 2, dids.size()), files);
      }
    }
  }

  private static boolean concernsAll(Failure failure) {
    return switch (Refusals.meaning(failure)) {
      case SIGN_IN_FAILED -> true;
      case UNAVAILABLE -> failure.status() != 500;
      default -> false;
    };
  }

  private void send(List<Did> dids, Map<Did, String> files) throws Failure {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("dids");
              for (Did did : dids) {
                json.writeStartObject();
                json.writeStringField("scope", did.scope());
                json.writeStringField("name", did.name());
                json.writeFieldName("meta");
                json.writeRawValue(text(files, did));
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    Request request = Request.post("set_metadata", "/dids/bulkdidsmeta", body).expects(201).aside();
    calls.value(request, Reader.NOTHING);
  }

  private static String text(Map<Did, String> files, Did did) {
    return files.getOrDefault(did, "{}");
  }

  private void compare() throws Failure {
    if (taken.isEmpty()) {
      return;
    }
    Map<Did, JsonNode> known =
        lines.about(taken.keySet(), taken.size(), MetadataBatch::question, line -> line);
    taken.forEach(
        (did, sent) -> {
          JsonNode line = known.get(did);
          if (line == null || !(showsColumnsOnly(line) || holds(line, node(sent)))) {
            refused.put(did, notReadBack(did));
          }
        });
  }

  private static Request question(List<Did> dids) {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              Lines.writeDids(json, dids);
              json.writeStringField("plugin", "JSON");
              json.writeEndObject();
            });
    return Request.post("metadata", "/dids/bulkmeta", body).aside();
  }

  /** Before 37 Rucio cannot be asked for other metadata in bulk: there the answer must do. */
  private static boolean showsColumnsOnly(JsonNode line) {
    return line.has("did_type") && line.has("is_open");
  }

  private static boolean holds(JsonNode line, JsonNode sent) {
    return sent.properties().stream()
        .allMatch(value -> isSame(line.path(value.getKey()), value.getValue()));
  }

  /** Numbers pass through doubles on the server. */
  private static boolean isSame(JsonNode there, JsonNode sent) {
    return sent.equals(
        (JsonNode one, JsonNode other) ->
            one.isNumber() && other.isNumber()
                ? Double.compare(one.doubleValue(), other.doubleValue())
                : one.equals(other) ? 0 : 1,
        there);
  }

  private static JsonNode node(String sent) {
    try {
      return Json.node(sent);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Metadata that are no JSON: " + sent, e);
    }
  }

  private static RucioException notReadBack(Did did) {
    return new RucioException(
        Refusal.UNAVAILABLE, 0, "", "Metadata of " + did + " were sent, but not read back");
  }
}
