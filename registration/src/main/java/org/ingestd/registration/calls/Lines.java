// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** Questions that Rucio answers with one line a DID, and how to be sure of what is missing. */
public final class Lines {

  private final Calls calls;
  private final Parallel parallel;

  public Lines(Calls calls, Parallel parallel) {
    this.calls = calls;
    this.parallel = parallel;
  }

  /** Every line of one answer, made into something; lines made into null are left out. */
  <T> List<T> all(Request request, Function<JsonNode, @Nullable T> each) throws Failure {
    List<T> found = new ArrayList<>();
    calls.value(
        request,
        Json.lines(
            found::clear,
            line -> {
              T made = each.apply(line);
              if (made != null) {
                found.add(made);
              }
            }));
    return found;
  }

  /**
   * Asks about many DIDs, in chunks side by side. DIDs that are missing from an answer are asked
   * for again until an answer adds nothing: an answer may have been cut, but an answer without the
   * asked ones at its beginning was not (contract, §1.4).
   *
   * @param question makes the request for some DIDs
   * @param each makes a line into a value
   */
  <T> Map<Did, T> about(
      Collection<Did> dids,
      int chunk,
      Function<List<Did>, Request> question,
      Function<JsonNode, T> each)
      throws Failure {
    List<Did> sorted = dids.stream().distinct().sorted().toList();
    List<Parallel.Work<Map<Did, T>>> works = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += chunk) {
      List<Did> part = sorted.subList(from, Math.min(from + chunk, sorted.size()));
      works.add(() -> untilNothingNew(part, question, each));
    }
    Map<Did, T> found = new HashMap<>();
    parallel.all(works).forEach(found::putAll);
    return found;
  }

  private <T> Map<Did, T> untilNothingNew(
      List<Did> asked, Function<List<Did>, Request> question, Function<JsonNode, T> each)
      throws Failure {
    Map<Did, T> found = new HashMap<>();
    Set<Did> missing = new LinkedHashSet<>(asked);
    boolean added = true;
    while (added && !missing.isEmpty()) {
      Map<Did, T> answer = new HashMap<>();
      calls.value(
          question.apply(List.copyOf(missing)),
          Json.lines(answer::clear, line -> answer.put(did(line), each.apply(line))));
      // Lines nobody asked for come too: Rucio expands a dataset to its files.
      answer.keySet().retainAll(missing);
      added = missing.removeAll(answer.keySet());
      found.putAll(answer);
    }
    return found;
  }

  static Did did(JsonNode line) {
    return new Did(text(line, "scope"), text(line, "name"));
  }

  /** Rucio leaves size and checksums of collections, and of old files, at null. */
  static CatalogueFile file(JsonNode line) {
    return new CatalogueFile(
        did(line),
        line.path("bytes").asLong(-1),
        textOrNull(line, "adler32"),
        textOrNull(line, "md5"),
        "LOST".equals(textOrNull(line, "availability")));
  }

  static String text(JsonNode line, String field) {
    JsonNode value = line.path(field);
    if (!value.isTextual()) {
      throw new Json.Unexpected("no text '" + field + "' in a line");
    }
    return value.textValue();
  }

  static @Nullable String textOrNull(JsonNode line, String field) {
    return line.path(field).textValue();
  }

  static void writeDids(JsonGenerator json, Collection<Did> dids) throws IOException {
    json.writeArrayFieldStart("dids");
    for (Did did : dids) {
      json.writeStartObject();
      json.writeStringField("scope", did.scope());
      json.writeStringField("name", did.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
