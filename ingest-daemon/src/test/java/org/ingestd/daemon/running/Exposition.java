// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The families of a text in Prometheus' format. */
final class Exposition {

  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /** One name with all its rows. */
  record Family(String type, String help, Set<String> labels) {}

  private final Map<String, Family> families = new TreeMap<>();

  private Exposition() {}

  static Exposition of(String text) {
    Exposition exposition = new Exposition();
    Map<String, String> helps = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        helps.put(words[2], words.length > 3 ? words[3] : "");
      } else if (line.startsWith("# TYPE ")) {
        Family family =
            new Family(words[3], helps.getOrDefault(words[2], ""), new LinkedHashSet<>());
        exposition.families.put(words[2], family);
      } else {
        exposition.sample(line);
      }
    }
    return exposition;
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      return;
    }
    Family family = families.get(sample.group(1));
    if (family == null) {
      family = families.get(sample.group(1).replaceFirst("_(bucket|sum|count)$", ""));
    }
    if (family != null && sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        if (!label.group(1).equals("le")) {
          family.labels().add(label.group(1));
        }
      }
    }
  }

  /** By name. */
  Map<String, Family> families() {
    return families;
  }
}
