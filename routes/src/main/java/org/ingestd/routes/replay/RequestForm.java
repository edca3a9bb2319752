// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayTime;
import org.ingestd.routes.selection.Glob;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request for a replay: {@code {"source", "from", "to", "pattern", "rate"}}, of which only
 * the source is required. The command line, the API and the inbox all bring it in this form, so a
 * request means the same and is refused in the same words wherever it comes from.
 */
public final class RequestForm {

  private static final Set<String> FIELDS = Set.of("source", "from", "to", "pattern", "rate");
  private static final String ALLOWED = "source, from, to, pattern and rate";
  private static final int FASTEST = 1_000_000;

  private final JsonNode json;
  private final Collection<String> sources;
  private final List<String> faults = new ArrayList<>();

  private RequestForm(JsonNode json, Collection<String> sources) {
    this.json = json;
    this.sources = sources;
  }

  /**
   * @param sources that are configured
   * @throws RequestRefused naming each field that is unknown, missing or wrong
   */
  public static ReplayRequest read(JsonNode json, Collection<String> sources)
      throws RequestRefused {
    return new RequestForm(json, sources).read();
  }

  private ReplayRequest read() throws RequestRefused {
    if (!json.isObject()) {
      throw new RequestRefused(List.of("a request is a map of " + ALLOWED));
    }
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                faults.add("there is no field '" + field + "'; allowed are " + ALLOWED);
              }
            });
    String source = source();
    ReplayTime from = time("from");
    ReplayTime to = time("to");
    String pattern = pattern();
    int rate = rate();
    if (faults.isEmpty()) {
      try {
        return new ReplayRequest(source, from, to, pattern, rate);
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    throw new RequestRefused(faults);
  }

  private String source() {
    String source = text("source");
    if (source == null) {
      if (!json.hasNonNull("source")) {
        faults.add("source is missing; there are " + String.join(", ", sources));
      }
      return "";
    }
    if (!sources.contains(source)) {
      faults.add("there is no source '" + source + "'; there are " + String.join(", ", sources));
    }
    return source;
  }

  private @Nullable String text(String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      faults.add(field + " is " + value + " and must be a text");
      return null;
    }
    return value.textValue();
  }

  private @Nullable ReplayTime time(String field) {
    String text = text(field);
    try {
      return text == null ? null : ReplayTime.parse(text);
    } catch (IllegalArgumentException e) {
      faults.add(field + " " + e.getMessage());
      return null;
    }
  }

  private @Nullable String pattern() {
    String text = text("pattern");
    try {
      return text == null ? null : new Glob(text).toString();
    } catch (IllegalArgumentException e) {
      faults.add("pattern " + e.getMessage());
      return null;
    }
  }

  private int rate() {
    JsonNode value = json.path("rate");
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > FASTEST) {
      faults.add("rate is " + value + "; allowed are whole files a second from 1 to " + FASTEST);
      return 0;
    }
    return value.intValue();
  }
}
