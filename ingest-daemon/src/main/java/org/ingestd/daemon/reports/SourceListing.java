// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.running.StatusOf;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Inflow;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Census;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;

/** Prints where each source stands. */
public final class SourceListing {

  private final Terminal terminal;

  public SourceListing(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The contract of {@code sources list --json}: as in {@code status}, and more.
   *
   * @param files how many are in which state
   */
  private record Listed(@JsonUnwrapped SourceView source, Map<FileState, Long> files) {}

  /** Returns the exit code. */
  public int print() throws ConfigurationRefused, VerbFailed, IOException {
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isPresent()) {
      try (JournalReader reader = journal.get()) {
        print(config, reader);
      }
    }
    return Exit.OK;
  }

  private void print(Config config, JournalReader journal) throws IOException {
    Optional<LifeSign> sign = LifeSign.ofRunning(config.host().state());
    List<SourceView> sources = StatusOf.sources(config, journal, sign, Clock.systemUTC().instant());
    Census census = journal.census();
    Table table =
        Table.headed(
            "SOURCE",
            "FILES",
            "SAFE",
            "LAST SCAN",
            "LAST HOUR",
            "FREE",
            "FULL IN",
            "STANDING",
            "PATH");
    for (SourceView source : sources) {
      Map<FileState, Long> files = files(census, source.name());
      if (terminal.json()) {
        terminal.out().println(Json.line(new Listed(source, files)));
      }
      Inflow.RoomView room = source.inflow().room();
      Long full = room == null ? null : room.full();
      table.row(
          source.name(),
          files.values().stream().mapToLong(Long::longValue).sum(),
          files.getOrDefault(FileState.SAFE, 0L),
          Amounts.time(source.lastScan()),
          Amounts.bytes(source.inflow().lastHour().bytes()),
          room == null ? "-" : Amounts.bytes(room.free()),
          full == null ? "-" : Amounts.roughly(Duration.ofSeconds(full)),
          Objects.requireNonNullElse(source.paused(), source.standing().text()),
          source.path());
    }
    if (!terminal.json()) {
      table.print(terminal.out());
    }
  }

  private static Map<FileState, Long> files(Census census, String source) {
    Map<FileState, Long> files = new TreeMap<>();
    census
        .tallies()
        .getOrDefault(source, Map.of())
        .forEach((state, tally) -> files.put(state, tally.count()));
    return files;
  }
}
