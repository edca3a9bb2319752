// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Replaces every text that Rucio writes for people in an error, and leaves status, class and all
 * else: whoever tells errors apart by their texts goes wrong from now on.
 */
final class OtherWordsFilter {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** Misleading on purpose: words of other errors. */
  private static final String NONSENSE =
      "Ha entrado un problema: DuplicateRule closed LOST quota deadlock is not a valid token";

  private OtherWordsFilter() {}

  static HttpMessage of(HttpMessage answer) {
    if (answer.status() < 300) {
      return answer;
    }
    List<String> fields = new ArrayList<>();
    for (String field : answer.fields()) {
      boolean message = field.toLowerCase(Locale.ROOT).startsWith("exceptionmessage:");
      fields.add(message ? "ExceptionMessage: " + NONSENSE : field);
    }
    HttpMessage other = HttpMessage.of(answer.status(), fields, NONSENSE);
    return new HttpMessage(answer.start(), fields, body(answer, other.body()));
  }

  private static byte[] body(HttpMessage answer, byte[] nonsense) {
    try {
      JsonNode json = MAPPER.readTree(answer.body());
      if (json instanceof ObjectNode object && object.has("ExceptionMessage")) {
        object.put("ExceptionMessage", NONSENSE);
        return MAPPER.writeValueAsBytes(object);
      }
      return json == null || json.isMissingNode() ? answer.body() : nonsense;
    } catch (JsonProcessingException plainText) {
      return nonsense;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
