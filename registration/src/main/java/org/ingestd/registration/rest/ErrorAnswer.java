// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what Rucio says in an error: class and message, in header and body (contract, §1.4). */
final class ErrorAnswer {

  private static final int MOST_READ = 64 << 10;
  private static final int MOST_TOLD = 500;
  private static final JsonMapper MAPPER = new JsonMapper();

  private ErrorAnswer() {}

  static Failure of(Request request, HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    byte[] body = response.body().readNBytes(MOST_READ);
    JsonNode json = json(body);
    String named =
        response
            .headers()
            .firstValue("ExceptionClass")
            .orElseGet(() -> json.path("ExceptionClass").asText(""));
    String said =
        json.path("ExceptionMessage")
            .asText(response.headers().firstValue("ExceptionMessage").orElse(plain(body)));
    String message = request + ": Rucio answers " + status + " " + named + " " + said;
    if (status < 300) {
      return Failure.broken(status, message, null);
    }
    return Failure.refused(status, tame(named), tame(message), retryAfter(response));
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null ? MAPPER.missingNode() : node;
    } catch (JacksonException noJson) {
      return MAPPER.missingNode();
    }
  }

  private static String plain(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.startsWith("<") ? "with a page in HTML" : text;
  }

  /** Far text may hold anything: no control characters, no more than people read. */
  private static String tame(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST_TOLD ? line : line.substring(0, MOST_TOLD) + "…";
  }

  /** Seconds only; the date form counts as not given. */
  private static @Nullable Duration retryAfter(HttpResponse<InputStream> response) {
    Optional<String> seconds =
        response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}"));
    return seconds.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(null);
  }
}
