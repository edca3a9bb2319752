// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects all that is wrong in one file, so that it can be told at once. Not thread-safe. */
public final class Faults {

  private record Mark(int line, String value) {}

  private final String file;
  private final Map<String, Mark> marks = new HashMap<>();
  private final List<Fault> refused = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  /**
   * @param file as the operator named it
   */
  public Faults(String file) {
    this.file = file;
  }

  /** The path of a key below another one. */
  public static String below(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  /** The path of an item of a list. */
  public static String item(String list, int index) {
    return list + "[" + index + "]";
  }

  /** Remembers where a value stands, so that later faults can name line and value. */
  public void mark(String path, int line, String value) {
    marks.put(path, new Mark(line, value));
  }

  /** The line of a value; empty if it is not written down. */
  public Optional<Integer> writtenAt(String path) {
    return Optional.ofNullable(marks.get(path)).map(Mark::line);
  }

  /** The value must not be shown again. */
  public void conceal(String path) {
    Mark mark = marks.get(path);
    if (mark != null) {
      marks.put(path, new Mark(mark.line(), ""));
    }
  }

  /** The value at this path (or its absence) is refused. */
  public void refuse(String path, String says) {
    refused.add(fault(path, says));
  }

  /** A line that could not even be read as YAML. */
  public void refuseLine(int line, String says) {
    refused.add(new Fault(file, line, "", "", says));
  }

  /** The value at this path is taken, but a person should know. */
  public void warn(String path, String says) {
    warnings.add(fault(path, says));
  }

  /** Whether something at this very path has been refused. */
  public boolean isRefused(String path) {
    return refused.stream().anyMatch(fault -> fault.key().equals(path));
  }

  /** What is said of the value at this path, with its line; nothing is collected. */
  public Fault fault(String path, String says) {
    Mark mark = marks.get(path);
    String value = mark == null ? "" : mark.value();
    return new Fault(file, line(path), path, value, says);
  }

  /** The line of the path itself, else of the nearest parent that is written down. */
  private int line(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Mark mark = marks.get(at);
      if (mark != null) {
        return mark.line();
      }
    }
    return 1;
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : path.substring(0, end);
  }

  public List<Fault> refused() {
    return sorted(refused);
  }

  public List<Fault> warnings() {
    return sorted(warnings);
  }

  private static List<Fault> sorted(List<Fault> faults) {
    return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
  }
}
