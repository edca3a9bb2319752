// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.acting.Said;
import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.acting.SourceTurned;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.reports.SourceOption;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.RepairPageView;
import org.ingestd.daemon.view.RepairedView;
import org.ingestd.journal.JournalReader;
import org.ingestd.registration.catalogue.RucioException;
import org.jspecify.annotations.Nullable;

/** The verbs {@code sources pause, resume, rescan} and {@code rules repair}. */
public final class SiteCommand {

  private static final Set<String> OPEN =
      Set.of("waits", "needs_admin", "would_be_repaired", "refused");

  private final Terminal terminal;

  public SiteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the exit code. */
  public int turn(String source, SourceTurn turn, String reason)
      throws ConfigurationRefused, VerbFailed, IOException {
    Said said = said(reason);
    Config config = config(source);
    try (SiteHand hand = hand(config)) {
      SourceTurned turned = hand.turn(source, turn, said);
      terminal
          .out()
          .println(
              terminal.json()
                  ? Json.line(turned)
                  : turned.source()
                      + "  "
                      + turned.result()
                      + (turned.paused() == null ? "" : "  " + turned.paused()));
    }
    return Exit.OK;
  }

  /**
   * Tells each rule once, but for those that are fine.
   *
   * @param source null: all
   * @return 2 if a rule is still not as it should be
   */
  public int repair(@Nullable String source, boolean dryRun, String reason)
      throws ConfigurationRefused, VerbFailed, IOException, RucioException {
    Said said = said(dryRun ? "dry run" : reason);
    Config config = config(source);
    Set<String> told = new HashSet<>();
    int open = 0;
    long looked = 0;
    try (SiteHand hand = hand(config)) {
      long after = 0;
      do {
        RepairPageView page = hand.repair(Optional.ofNullable(source), after, dryRun, said);
        for (RepairedView rule : page.rules()) {
          if (told.add(rule.did() + " " + rule.copies() + " " + rule.expression())) {
            looked++;
            open += OPEN.contains(rule.result()) ? 1 : 0;
            tell(rule);
          }
        }
        after = page.after();
      } while (after != 0);
    }
    terminal.say(looked + " rules looked at, " + open + " not as they should be.");
    return open == 0 ? Exit.OK : Exit.PARTLY;
  }

  private void tell(RepairedView rule) {
    if (terminal.json()) {
      terminal.out().println(Json.line(rule));
    } else if (!rule.result().equals("already_fine")) {
      String detail = rule.detail() == null ? "" : "  " + rule.detail();
      terminal
          .out()
          .println(
              Table.onOneLine(
                  rule.result()
                      + "  "
                      + rule.did()
                      + "  "
                      + rule.copies()
                      + " at "
                      + rule.expression()
                      + "  "
                      + rule.state()
                      + detail));
    }
  }

  private static Said said(String reason) throws VerbFailed {
    try {
      return new Said(reason, System.getProperty("user.name", "unknown"));
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, "--" + e.getMessage());
    }
  }

  /** Before the first start there is nothing to act on, and nothing is made. */
  private Config config(@Nullable String source) throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    SourceOption.require(config, source);
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      throw new VerbFailed(Exit.DATA, "Nothing can be done to it before.");
    }
    journal.get().close();
    return config;
  }

  private static SiteHand hand(Config config) throws VerbFailed, IOException {
    Path state = config.host().state();
    Optional<LifeSign> running = LifeSign.ofRunning(state);
    return running.isPresent()
        ? new DaemonSite(DaemonCall.to(running.get().page(), state))
        : OwnSite.open(config);
  }
}
