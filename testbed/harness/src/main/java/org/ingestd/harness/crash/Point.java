// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.registration.rest.Request;
import org.ingestd.routes.contract.IngestListener.Forced;
import org.jspecify.annotations.Nullable;

/**
 * A place where the daemon may be stopped: just before an effect, or just after it. The names come
 * from the code's own closed sets, so that a new call or transition is a new point.
 */
public record Point(Side side, String operation) implements Comparable<Point> {

  /** On which side of the effect. */
  public enum Side {
    BEFORE,
    AFTER
  }

  /** Any commit of the journal. */
  static final String COMMIT = "commit";

  /** The note beside the journal. */
  static final String MARK = "mark";

  static String move(@Nullable FileState from, FileState to) {
    return "move " + (from == null ? "NEW" : from) + ">" + to;
  }

  static String call(String operation) {
    return "call " + operation;
  }

  static String force(Forced what) {
    return "force " + what;
  }

  /** Every point that the code declares. */
  public static Set<Point> all() {
    Set<String> operations = new TreeSet<>(Set.of(COMMIT, MARK, move(null, FileState.SIGHTED)));
    for (FileState from : FileState.values()) {
      for (FileState to : FileState.values()) {
        boolean renewal = to == FileState.SIGHTED && LifeCycle.isRenewable(from);
        if (renewal || LifeCycle.allows(from, to)) {
          operations.add(move(from, to));
        }
      }
    }
    Request.OPERATIONS.forEach(operation -> operations.add(call(operation)));
    for (Forced what : Forced.values()) {
      operations.add(force(what));
    }
    Set<Point> all = new TreeSet<>();
    for (String operation : operations) {
      all.add(new Point(Side.BEFORE, operation));
      all.add(new Point(Side.AFTER, operation));
    }
    return all;
  }

  /** The reverse of {@link #toString}. */
  public static Point parse(String text) {
    String[] words = text.split(" ", 2);
    return new Point(Side.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
  }

  @Override
  public int compareTo(Point other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return side.name().toLowerCase(Locale.ROOT) + " " + operation;
  }
}
