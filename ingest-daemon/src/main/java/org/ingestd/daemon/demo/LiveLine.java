// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;

/** One line on a terminal that is written over again and again; elsewhere a line now and then. */
final class LiveLine {

  private static final int EVERY = 20;

  private final PrintWriter err;
  private final boolean overwriting;
  private int calls;

  LiveLine(PrintWriter err, boolean overwriting) {
    this.err = err;
    this.overwriting = overwriting;
  }

  void show(long produced, Census census) {
    if (!overwriting && calls++ % EVERY != 0) {
      return;
    }
    long safe = count(census, FileState.SAFE);
    long registered =
        safe + count(census, FileState.REGISTERED) + count(census, FileState.PROTECTED);
    String line =
        String.format(
            Locale.ROOT,
            "produced %d   registered %d   safe %d   need you %d",
            produced,
            registered,
            safe,
            count(census, FileState.QUARANTINED));
    if (overwriting) {
      err.print("\r" + line + "   ");
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** So that what follows begins on a line of its own. */
  void end() {
    if (overwriting) {
      err.println();
    }
  }

  static long count(Census census, FileState state) {
    return census.tallies().values().stream()
        .map(Map::entrySet)
        .flatMap(states -> states.stream())
        .filter(tally -> tally.getKey() == state)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }
}
