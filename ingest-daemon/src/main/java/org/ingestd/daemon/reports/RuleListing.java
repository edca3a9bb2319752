// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.JournalRule;
import org.jspecify.annotations.Nullable;

/** Prints rules as they stood when Rucio was asked last; contacts nothing. */
public final class RuleListing {

  private static final int PAGE = 1_000;
  private static final String LINE = "%-16s  %-11s  %6s  %6s  %6s  %-20s  %s%n";

  /** Deleted or expired; shown if it is asked for. */
  private static final String GONE = "GONE";

  private static final Set<String> STATES =
      new TreeSet<>(
          List.of("OK", "REPLICATING", "STUCK", "SUSPENDED", "WAITING_APPROVAL", "INJECT", GONE));

  private final Set<String> wanted;
  private final Terminal terminal;

  /**
   * @param wanted states; empty: all but GONE
   */
  public RuleListing(Set<String> wanted, Terminal terminal) {
    this.wanted = wanted;
    this.terminal = terminal;
  }

  /** The contract of {@code rules list --json}. */
  private record RuleView(
      String id,
      String scope,
      String name,
      String expression,
      int copies,
      String state,
      long locksOk,
      long locksReplicating,
      long locksStuck,
      @Nullable String error,
      Instant asked) {

    static RuleView of(JournalRule rule) {
      JournalRule.RuleStanding at = rule.standing();
      return new RuleView(
          rule.ruleId(),
          rule.did().scope(),
          rule.did().name(),
          rule.expression(),
          rule.copies(),
          at.state(),
          at.locksOk(),
          at.locksReplicating(),
          at.locksStuck(),
          at.error(),
          rule.asked());
    }
  }

  /** Returns the exit code. */
  public int print() throws ConfigurationRefused, VerbFailed {
    for (String state : wanted) {
      if (!STATES.contains(state)) {
        throw new VerbFailed(
            Exit.USAGE, "'" + state + "' is no state of a rule; there are: " + STATES);
      }
    }
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isPresent()) {
      try (JournalReader reader = journal.get()) {
        pages(reader);
      }
    }
    return Exit.OK;
  }

  private void pages(JournalReader reader) {
    if (!terminal.json()) {
      terminal.out().printf(LINE, "STATE", "COPIES", "OK", "WAIT", "STUCK", "ASKED", "RULE");
    }
    String after = "";
    List<JournalRule> page;
    do {
      page = reader.rulesAfter(after, PAGE);
      page.stream().filter(this::isWanted).forEach(this::print);
      after = page.isEmpty() ? after : page.get(page.size() - 1).ruleId();
    } while (page.size() == PAGE);
  }

  private boolean isWanted(JournalRule rule) {
    String state = rule.standing().state();
    return wanted.isEmpty() ? !state.equals(GONE) : wanted.contains(state);
  }

  private void print(JournalRule rule) {
    if (terminal.json()) {
      terminal.out().println(Json.line(RuleView.of(rule)));
      return;
    }
    JournalRule.RuleStanding at = rule.standing();
    String error = at.error() == null ? "" : "  " + at.error();
    terminal
        .out()
        .printf(
            LINE,
            at.state(),
            rule.copies(),
            at.locksOk(),
            at.locksReplicating(),
            at.locksStuck(),
            Amounts.time(rule.asked()),
            Table.onOneLine(rule.did() + "  " + rule.expression() + "  " + rule.ruleId() + error));
  }
}
