// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.shape.Durations;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/** Lists files page by page, so that memory does not depend on how many there are. */
public final class FileListing {

  private static final int PAGE = 1000;
  private static final String LINE = "%-11s  %-20s  %10s  %-26s  %s%n";

  private final Wanted wanted;
  private final Terminal terminal;

  public FileListing(Wanted wanted, Terminal terminal) {
    this.wanted = wanted;
    this.terminal = terminal;
  }

  /**
   * What the operator asked for, as written.
   *
   * @param since a time, or a duration before now
   */
  public record Wanted(
      @Nullable String source, List<String> states, @Nullable String since, long limit) {}

  /** Returns the exit code. */
  public int print() throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    Query query = query(config);
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isPresent()) {
      try (JournalReader reader = journal.get()) {
        pages(reader, query);
      }
    }
    return Exit.OK;
  }

  private record Query(Optional<String> source, Set<FileState> states, Optional<Instant> since) {

    FileQuery page(long after, int size) {
      return new FileQuery(source, states, since, Optional.empty(), after, size);
    }
  }

  private Query query(Config config) throws VerbFailed {
    String source = wanted.source();
    SourceOption.require(config, source);
    if (wanted.limit() < 1) {
      throw new VerbFailed(Exit.USAGE, "--limit must be 1 or more.");
    }
    String since = wanted.since();
    return new Query(
        Optional.ofNullable(source),
        states(wanted.states()),
        since == null ? Optional.empty() : Optional.of(time(since)));
  }

  private static Set<FileState> states(List<String> names) throws VerbFailed {
    Set<FileState> states = EnumSet.noneOf(FileState.class);
    for (String name : names) {
      try {
        states.add(FileState.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new VerbFailed(
            Exit.USAGE, "'" + name + "' is no state; there are: " + EnumSet.allOf(FileState.class));
      }
    }
    return states;
  }

  private static Instant time(String text) throws VerbFailed {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notAPoint) {
      try {
        return Clock.systemUTC().instant().minus(Durations.parse(text));
      } catch (IllegalArgumentException e) {
        throw new VerbFailed(
            Exit.USAGE,
            "--since '" + text + "' is neither a time (2026-01-21T18:00:00Z) nor one ago (24h).");
      }
    }
  }

  private void pages(JournalReader reader, Query query) {
    long left = wanted.limit();
    long after = 0;
    List<JournalFile> page;
    do {
      int size = (int) Math.min(PAGE, left);
      page = reader.files(query.page(after, size));
      if (!terminal.json() && after == 0 && !page.isEmpty()) {
        terminal.out().printf(LINE, "STATE", "SINCE", "SIZE", "PROBLEM", "FILE");
      }
      for (JournalFile file : page) {
        print(file);
        after = file.id();
      }
      left -= page.size();
    } while (left > 0 && page.size() == PAGE);
  }

  private void print(JournalFile file) {
    if (terminal.json()) {
      terminal.out().println(Json.line(FileView.of(file)));
      return;
    }
    terminal
        .out()
        .printf(
            LINE,
            file.state(),
            Amounts.time(file.standing().since()),
            Amounts.bytes(file.size()),
            orDash(file.retry().problem()),
            file.key().source() + ":" + file.key().path().text());
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
