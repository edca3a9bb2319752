// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What a condition may ask of a file. Asked for lazily: not every condition needs all of it. */
public interface Subject {

  /**
   * What the groups of the source's pattern caught in its name; those that took no part are out.
   */
  Map<String, String> groups();

  /** In bytes. */
  long size();

  /** An object; empty if nobody knows any more what was found when the file was read. */
  Optional<JsonNode> metadata();
}
