// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.util.Locale;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.view.Json;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.jspecify.annotations.Nullable;

/** Prints each finding as it is made, and remembers the worst. */
final class Diagnosis {

  private final Terminal terminal;
  private int worst;
  private int warnings;
  private int failures;

  Diagnosis(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The contract of {@code doctor --json}, one object a line. */
  private record Finding(String check, String level, String message, @Nullable String hint) {}

  private enum Level {
    OK,
    WARN,
    FAIL
  }

  void ok(String check, String message) {
    print(Level.OK, check, message, null);
  }

  void warn(String check, String message, String hint) {
    warnings++;
    print(Level.WARN, check, message, hint);
  }

  /**
   * @param exit what the verb ends with, unless a worse one comes
   */
  void fail(int exit, String check, String message, String hint) {
    failures++;
    worst = Math.max(worst, exit);
    print(Level.FAIL, check, message, hint);
  }

  /**
   * What Rucio refuses, or does not answer.
   *
   * @param hint what to do where it does answer
   */
  void fail(String check, RucioException fault, String hint) {
    fail(
        FaultTeller.exit(fault.refusal()),
        check,
        String.valueOf(fault.getMessage()),
        fault.refusal() == Refusal.UNAVAILABLE ? "Try again when Rucio answers." : hint);
  }

  private void print(Level level, String check, String message, @Nullable String hint) {
    String word = level.name().toLowerCase(Locale.ROOT);
    if (terminal.json()) {
      terminal.out().println(Json.line(new Finding(check, word, message, hint)));
    } else {
      terminal.out().printf("%-4s  %-18s  %s%n", word, check, Table.onOneLine(message));
      if (hint != null) {
        terminal.out().printf("%26s→ %s%n", "", Table.onOneLine(hint));
      }
    }
    terminal.out().flush();
  }

  /** The worst exit code; warnings alone give 0. */
  int end() {
    terminal.say(
        failures == 0 && warnings == 0
            ? "nothing to be mended."
            : failures + " to be mended, " + warnings + " to be thought about.");
    return worst;
  }
}
