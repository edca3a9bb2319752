// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.acting.Act;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.FileFinder;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;

/** The verbs {@code files accept, retry, hold, release}. */
public final class OrderCommand {

  private final Terminal terminal;

  public OrderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Carries the act out on each file; one that is refused or unknown does not keep the others from
   * it.
   *
   * @param which paths or ids
   * @return 0 if all are as wanted now, 65 if none is, 2 otherwise
   */
  public int give(Act act, List<String> which, String reason)
      throws ConfigurationRefused, VerbFailed, IOException {
    Order order = order(act, reason);
    Config config = Configuration.read(terminal.configFile()).config();
    List<Long> ids = ids(config, which);
    int done = 0;
    if (!ids.isEmpty()) {
      try (Hand hand = hand(config)) {
        for (long id : ids) {
          done += tell(hand.act(id, order)) ? 1 : 0;
        }
      }
    }
    if (done == which.size()) {
      return Exit.OK;
    }
    return done == 0 ? Exit.DATA : Exit.PARTLY;
  }

  private static Order order(Act act, String reason) throws VerbFailed {
    try {
      return new Order(act, reason, System.getProperty("user.name", "unknown"));
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, "--" + e.getMessage());
    }
  }

  private List<Long> ids(Config config, List<String> which) throws VerbFailed {
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return List.of();
    }
    List<Long> ids = new ArrayList<>();
    try (JournalReader reader = journal.get()) {
      FileFinder finder = new FileFinder(config, reader);
      for (String one : which) {
        try {
          ids.add(finder.find(one).id());
        } catch (VerbFailed unknown) {
          terminal.say(String.valueOf(unknown.getMessage()));
        }
      }
    }
    return ids;
  }

  /**
   * A daemon that is just starting or ending shows no sign of life but holds the journal's lock;
   * then opening the journal says so.
   */
  private static Hand hand(Config config) throws VerbFailed, IOException {
    Path state = config.host().state();
    Optional<LifeSign> running = LifeSign.ofRunning(state);
    return running.isPresent()
        ? DaemonHand.of(running.get().page(), state)
        : JournalHand.open(config);
  }

  private boolean tell(Acted acted) {
    String where = acted.where().source() + ":" + acted.where().path();
    if (terminal.json()) {
      terminal.out().println(Json.line(acted));
    } else if (!acted.isRefused()) {
      terminal
          .out()
          .printf("%s  %s  %s%n", where, acted.outcome().result(), acted.outcome().state());
    }
    if (acted.isRefused()) {
      terminal.say(where + " " + acted.outcome().error());
    }
    return !acted.isRefused();
  }
}
