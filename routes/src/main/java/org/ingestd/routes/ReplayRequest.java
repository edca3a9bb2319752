// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A wish to bring files of a time span onto the backlog lane, as the command line leaves it in the
 * inbox: {@code {"source": "lst1", "from": "2026-11-01T12:00:00Z", "to": "2026-11-02T12:00:00Z"}};
 * without {@code from} from the beginning, without {@code to} without end.
 */
public record ReplayRequest(String source, Instant from, Instant to) {

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  public ReplayRequest {
    if (source.isBlank() || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "A replay of '" + source + "' from " + from + " to " + to + " holds nothing");
    }
  }

  static ReplayRequest read(File file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file);
    try {
      return new ReplayRequest(
          json.path("source").asText(""), time(json, "from", Instant.EPOCH), time(json, "to", END));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "from and to are times like 2026-11-01T12:00:00Z, in " + json, e);
    }
  }

  private static Instant time(JsonNode json, String field, Instant otherwise) {
    JsonNode value = json.path(field);
    return value.isMissingNode() || value.isNull() ? otherwise : Instant.parse(value.asText());
  }
}
