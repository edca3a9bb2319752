// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.daemon.config.yaml.YamlNode.YamlMap;

/** Refuses keys that a group has not, and names those of later versions as such. */
final class UnknownKeys {

  static final String NOT_YET = "not in this version";

  private final Faults faults;

  UnknownKeys(Faults faults) {
    this.faults = faults;
  }

  /**
   * @return whether the group asks for something of a later version, by key or by value
   */
  boolean refuse(Shape shape, YamlMap map, String path) {
    boolean later = false;
    for (String key : map.entries().keySet()) {
      Slot slot = shape.slot(key);
      String at = Faults.below(path, key);
      if (slot != null) {
        later |=
            slot.key().later().length > 0 && Leaves.isLater(slot.key(), map.entries().get(key));
      } else if (shape.later().contains(key)) {
        faults.conceal(at);
        faults.refuse(at, NOT_YET + "; take it out");
        later = true;
      } else {
        faults.conceal(at);
        faults.refuse(at, "unknown key; " + wayOut(shape, key));
      }
    }
    return later;
  }

  private static String wayOut(Shape shape, String key) {
    List<String> close = new ArrayList<>();
    for (Slot slot : shape.slots()) {
      if (distance(slot.name(), key) <= 2) {
        close.add(slot.name());
      }
    }
    return close.isEmpty()
        ? "known here: " + names(shape)
        : "did you mean " + String.join(" or ", close) + "?";
  }

  static String names(Shape shape) {
    return shape.slots().stream().map(Slot::name).collect(Collectors.joining(", "));
  }

  /** Levenshtein's: how many letters must be put in, taken out or exchanged. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
