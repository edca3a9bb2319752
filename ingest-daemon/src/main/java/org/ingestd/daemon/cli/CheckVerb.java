// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.time.Duration;
import org.ingestd.daemon.config.shape.Durations;
import org.ingestd.daemon.probe.Level;
import org.ingestd.daemon.probe.Probe;
import org.ingestd.daemon.probe.Probe.Ages;
import org.ingestd.daemon.reports.StatusReport;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description =
        "For Nagios and its like: one line; exits 0 when all is well, 1 for a warning, 2 when"
            + " somebody must be called, 3 when nothing can be said. Works without a daemon.")
public final class CheckVerb extends Verb {

  @Option(
      names = "--registered",
      paramLabel = "WARN,CRITICAL",
      defaultValue = "30m,4h",
      description = "How long a file may wait to be registered; default: ${DEFAULT-VALUE}.")
  private String registered = "";

  @Option(
      names = "--safe",
      paramLabel = "WARN,CRITICAL",
      defaultValue = "24h,48h",
      description = "How long a registered file may wait to be safe; default: ${DEFAULT-VALUE}.")
  private String safe = "";

  @Override
  public Integer call() throws VerbFailed {
    Probe.Limits limits = new Probe.Limits(ages("--registered", registered), ages("--safe", safe));
    Probe.Answer answer = answer(limits);
    out().println("INGESTD " + answer.level() + " - " + answer.line());
    return answer.level().exit();
  }

  /** Whatever goes wrong here is an answer, too: monitoring must not take silence for health. */
  private Probe.Answer answer(Probe.Limits limits) {
    try {
      return new StatusReport(terminal(false)).probe(limits);
    } catch (Exception e) {
      return new Probe.Answer(
          Level.UNKNOWN, String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", "; "));
    }
  }

  private static Ages ages(String option, String text) throws VerbFailed {
    String[] both = text.split(",", -1);
    try {
      if (both.length == 2) {
        return new Ages(age(both[0]), age(both[1]));
      }
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, option + " " + text + ": " + e.getMessage() + ".");
    }
    throw new VerbFailed(Exit.USAGE, option + " " + text + ": two durations, as 30m,4h.");
  }

  private static Duration age(String text) {
    return Durations.parse(text.strip());
  }
}
