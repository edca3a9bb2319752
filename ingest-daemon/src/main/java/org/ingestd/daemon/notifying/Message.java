// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.ingestd.daemon.view.Json;
import org.jspecify.annotations.Nullable;

/**
 * One message, in the envelope that Rucio's own have.
 *
 * @param type {@value #BEGINS} or {@value #OVER}
 * @param createdAt RFC 3339, UTC
 */
record Message(
    @JsonProperty("event_type") String type,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("payload") Payload payload) {

  static final String BEGINS = "ingest-problem";
  static final String OVER = "ingest-problem-over";

  /**
   * @param problem a code of docs/problems.md, or what failed
   * @param since RFC 3339, UTC
   * @param times how often it happened since then
   * @param source absent if it concerns none, or several
   * @param example one of the files, safe to show; absent if it concerns none
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Payload(
      String instance,
      String problem,
      String severity,
      String text,
      String hint,
      String since,
      long times,
      @Nullable String source,
      @Nullable String example) {}

  static Message of(String type, Instant now, Payload payload) {
    return new Message(type, now.toString(), payload);
  }

  /** One line of JSON. */
  String json() {
    return Json.line(this);
  }
}
