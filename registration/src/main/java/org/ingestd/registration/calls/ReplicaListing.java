// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/**
 * {@code POST /replicas/list}: states and PFNs. About 800 files a second, so asked only where
 * nothing cheaper tells.
 */
public final class ReplicaListing {

  private static final int CHUNK = 500;

  private final Lines lines;

  public ReplicaListing(Lines lines) {
    this.lines = lines;
  }

  public Map<Did, CatalogueReplicas> of(
      Collection<Did> files, Optional<String> scheme, Optional<String> rse)
      throws Failure, RucioException {
    try {
      return lines.about(
          files, CHUNK, dids -> question(dids, scheme, rse), ReplicaListing::replicas);
    } catch (Failure failure) {
      if (rse.isPresent() && failure.exceptionClass().equals("InvalidRSEExpression")) {
        throw Refusals.exception(Refusal.RSE_UNKNOWN, failure);
      }
      throw failure;
    }
  }

  /** Random order, or a server without a GeoIP database looks every file up: 20 s for 500. */
  private static Request question(List<Did> dids, Optional<String> scheme, Optional<String> rse) {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              Lines.writeDids(json, dids);
              json.writeBooleanField("all_states", true);
              if (scheme.isPresent()) {
                json.writeArrayFieldStart("schemes");
                json.writeString(scheme.get());
                json.writeEndArray();
              }
              if (rse.isPresent()) {
                json.writeStringField("rse_expression", rse.get());
              }
              json.writeEndObject();
            });
    return Request.post("replicas", "/replicas/list?sort=random", body);
  }

  private static CatalogueReplicas replicas(JsonNode line) {
    Map<String, String> states = new HashMap<>();
    line.path("states").properties().forEach(e -> states.put(e.getKey(), e.getValue().asText()));
    Map<String, List<String>> pfns = new HashMap<>();
    for (Map.Entry<String, JsonNode> rse : line.path("rses").properties()) {
      List<String> ofRse = new ArrayList<>();
      rse.getValue().forEach(pfn -> ofRse.add(pfn.asText()));
      pfns.put(rse.getKey(), List.copyOf(ofRse));
    }
    return new CatalogueReplicas(Lines.file(line), Map.copyOf(states), Map.copyOf(pfns));
  }
}
