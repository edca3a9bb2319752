// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param what who is held against whom
 * @param value the ratio (or number), or null if it was not measured
 * @param goal null if there is none
 * @param details medians and whatever else explains the value; or why there is none
 */
public record Finding(
    String what, @Nullable Double value, @Nullable Goal goal, Map<String, Object> details) {

  /** A bound, on the side that {@code atLeast} says. */
  public record Goal(boolean atLeast, double bound) {

    public static Goal atLeast(double bound) {
      return new Goal(true, bound);
    }

    public static Goal atMost(double bound) {
      return new Goal(false, bound);
    }

    boolean isMetBy(double value) {
      return atLeast ? value >= bound : value <= bound;
    }

    String text() {
      return (atLeast ? ">= " : "<= ") + bound;
    }
  }

  public Finding {
    details = Map.copyOf(details);
  }

  public static Finding notMeasured(String what, Goal goal, String why) {
    return new Finding(what, null, goal, Map.of("why", why));
  }

  /** {@code ok}, {@code MISSED}, {@code NOT MEASURED} or, without a goal, nothing. */
  String verdict() {
    if (value == null) {
      return "NOT MEASURED";
    }
    if (goal == null) {
      return "";
    }
    return goal.isMetBy(value) ? "ok" : "MISSED";
  }
}
