// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.daemon.config.model.Config;
import org.jspecify.annotations.Nullable;

/** What differs between two configurations, in the words of the file and with secrets masked. */
public final class Changes {

  private final List<String> lines = new ArrayList<>();

  private Changes() {}

  /**
   * One line a key, as {@code sources[0].complete.quiet: 5s, was 8s}. A changed secret shows no
   * line, because both are masked.
   */
  public static List<String> between(Config before, Config after) {
    Changes changes = new Changes();
    changes.compare("", EffectiveWriter.values(before), EffectiveWriter.values(after));
    return changes.lines;
  }

  private void compare(String key, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> fresh) {
      Set<Object> names = new LinkedHashSet<>(old.keySet());
      names.addAll(fresh.keySet());
      for (Object name : names) {
        compare(key.isEmpty() ? "" + name : key + "." + name, old.get(name), fresh.get(name));
      }
    } else if (before instanceof List<?> old && after instanceof List<?> fresh) {
      for (int i = 0; i < Math.max(old.size(), fresh.size()); i++) {
        compare(key + "[" + i + "]", at(old, i), at(fresh, i));
      }
    } else if (after == null && before != null) {
      lines.add(key + " is gone, was " + before);
    } else if (after != null && !after.equals(before)) {
      lines.add(key + ": " + after + (before == null ? ", is new" : ", was " + before));
    }
  }

  private static @Nullable Object at(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }
}
