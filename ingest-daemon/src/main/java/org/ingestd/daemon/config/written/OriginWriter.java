// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.daemon.view.ConfigView;
import org.ingestd.daemon.view.ConfigView.ValueView;

/** What holds, value by value, with the place where each comes from. */
public final class OriginWriter {

  private static final String DEFAULT = "default";

  private OriginWriter() {}

  /**
   * @param file that was read
   * @param places where its keys stand
   */
  public static ConfigView of(String file, Config config, Faults places) {
    List<ValueView> values = new ArrayList<>();
    Function<String, String> origin =
        key ->
            places
                .writtenAt(key)
                .or(() -> places.writtenAt(Faults.item(key, 0)))
                .map(line -> file + ":" + line)
                .orElse(DEFAULT);
    add("", EffectiveWriter.values(config), origin, values);
    return new ConfigView(file, values);
  }

  private static void add(
      String key, Object value, Function<String, String> origin, List<ValueView> values) {
    if (value instanceof Map<?, ?> group && !group.isEmpty()) {
      group.forEach(
          (name, below) -> add(Faults.below(key, String.valueOf(name)), below, origin, values));
    } else if (value instanceof List<?> items && items.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < items.size(); i++) {
        add(Faults.item(key, i), items.get(i), origin, values);
      }
    } else {
      values.add(new ValueView(key, value, origin.apply(key)));
    }
  }
}
