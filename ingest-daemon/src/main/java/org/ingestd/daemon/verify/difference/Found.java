// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.difference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How many differences of which kind were found in which source. One thread. */
public final class Found {

  private static final Pattern LINE =
      Pattern.compile("^found (\\S+) ([a-z_]+) (\\d{1,18})$", Pattern.MULTILINE);

  /** Enough to see what is going on; all of them are printed. */
  private static final int EXAMPLES = 5;

  private final Map<String, Map<Kind, Long>> counts = new TreeMap<>();
  private final Map<String, Map<Kind, List<Difference.Line>>> examples = new TreeMap<>();

  public void add(Difference difference) {
    add(difference.source(), difference.kind(), 1);
    List<Difference.Line> first =
        examples
            .computeIfAbsent(difference.source(), none -> new EnumMap<>(Kind.class))
            .computeIfAbsent(difference.kind(), none -> new ArrayList<>());
    if (first.size() < EXAMPLES) {
      first.add(difference.line());
    }
  }

  /** The first ones of each kind that were found in a source since this was made. */
  public List<Difference.Line> examples(String source) {
    return examples.getOrDefault(source, Map.of()).values().stream().flatMap(List::stream).toList();
  }

  private void add(String source, Kind kind, long more) {
    counts.computeIfAbsent(source, none -> new EnumMap<>(Kind.class)).merge(kind, more, Long::sum);
  }

  public Map<Kind, Long> of(String source) {
    return Map.copyOf(counts.getOrDefault(source, Map.of()));
  }

  /** One line a number, to be read by {@link #readLines}. */
  public String lines() {
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (source, kinds) ->
            kinds.forEach(
                (kind, count) ->
                    lines.append("found %s %s %d\n".formatted(source, kind.word(), count))));
    return lines.toString();
  }

  /** Adds what {@link #lines} gave. Other lines are passed over. */
  public void readLines(String lines) {
    for (MatchResult line : LINE.matcher(lines).results().toList()) {
      for (Kind kind : Kind.values()) {
        if (kind.word().equals(line.group(2))) {
          add(line.group(1), kind, Long.parseLong(line.group(3)));
        }
      }
    }
  }
}
