// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.yaml;

import java.util.List;
import java.util.Map;

/** A value in a YAML document. Lines count from 1. */
public sealed interface YamlNode {

  int line();

  /** Keys in the document's order. */
  record YamlMap(int line, Map<String, YamlNode> entries) implements YamlNode {}

  /** A sequence. */
  record YamlList(int line, List<YamlNode> items) implements YamlNode {}

  /** A single value as it was written, without quotes. */
  record YamlScalar(int line, Kind kind, String text) implements YamlNode {}

  /** What YAML takes an unquoted value for. */
  enum Kind {
    TEXT("text"),
    WHOLE_NUMBER("a whole number"),
    NUMBER("a number"),
    TRUTH("true or false"),
    NULL("nothing");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
