// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.FileDetailView;
import org.ingestd.daemon.view.FileDetailView.HistoryView;
import org.ingestd.daemon.view.FileDetailView.MetadataView;
import org.ingestd.daemon.view.FileDetailView.StandingView;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;
import org.jspecify.annotations.Nullable;

/** Prints one file. */
public final class FileReport {

  private final Terminal terminal;

  public FileReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** All that is known of it. */
  public int show(String which) throws ConfigurationRefused, VerbFailed {
    Optional<FileDetailView> found = find(which);
    if (found.isPresent()) {
      FileDetailView view = found.get();
      if (terminal.json()) {
        terminal.out().println(Json.line(view));
      } else {
        print(view);
      }
    }
    return Exit.OK;
  }

  /** Its changes of state. */
  public int history(String which) throws ConfigurationRefused, VerbFailed {
    Optional<FileDetailView> found = find(which);
    if (found.isPresent()) {
      if (terminal.json()) {
        found.get().history().forEach(line -> terminal.out().println(Json.line(line)));
      } else {
        history(found.get());
      }
    }
    return Exit.OK;
  }

  private Optional<FileDetailView> find(String which) throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return Optional.empty();
    }
    try (JournalReader reader = journal.get()) {
      return Optional.of(FileDetailView.of(new FileFinder(config, reader).find(which), reader));
    }
  }

  private void print(FileDetailView view) {
    FileView file = view.file();
    PrintWriter out = terminal.out();
    Table facts = Table.plain();
    facts.row("file", file.where().source() + ":" + file.where().path());
    facts.row("id", "#" + file.id() + ", generation " + file.stand().generation());
    facts.row("state", file.stand().state() + " since " + Amounts.time(file.stand().since()));
    facts.row("because", file.stand().reason());
    facts.row("size", Amounts.bytes(file.content().size()) + " (" + file.content().size() + ")");
    facts.row("modified", Amounts.time(file.content().mtime()));
    optional(facts, "digests", file.content().digests());
    FileView.Named named = file.named();
    optional(facts, "DID", named.name() == null ? null : named.scope() + ":" + named.name());
    optional(facts, "dataset", named.dataset());
    optional(facts, "RSE", named.rse());
    optional(facts, "PFN", named.pfn());
    FileView.Trouble trouble = file.trouble();
    optional(
        facts,
        "problem",
        trouble.problem() == null ? null : trouble.problem() + " (" + trouble.severity() + ")");
    optional(facts, "detail", trouble.detail());
    optional(facts, "what to do", trouble.hint());
    optional(facts, "attempts", trouble.attempts() == 0 ? null : "" + trouble.attempts());
    optional(facts, "looked at next", trouble.due() == null ? null : Amounts.time(trouble.due()));
    facts.print(out);
    metadata(view, out);
    custody(view, out);
    out.println();
    history(view);
  }

  private static void optional(Table facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.row(name, value);
    }
  }

  private static void metadata(FileDetailView view, PrintWriter out) {
    MetadataView metadata = view.metadata();
    if (metadata == null) {
      return;
    }
    out.println();
    Table table = Table.headed("METADATA", "VALUE");
    metadata.content().properties().forEach(one -> table.row(one.getKey(), text(one.getValue())));
    table.print(out);
    if (metadata.written() != null) {
      out.println("In Rucio since " + Amounts.time(metadata.written()) + ".");
    } else if (metadata.problem() != null) {
      out.println("Not in Rucio yet: " + metadata.problem() + ", " + metadata.detail());
    } else {
      out.println("Not in Rucio yet.");
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static void custody(FileDetailView view, PrintWriter out) {
    if (!view.rules().isEmpty()) {
      out.println();
      Table rules = Table.headed("RULE", "EXPRESSION", "COPIES", "STATE", "OK", "WAIT", "STUCK");
      view.rules()
          .forEach(
              rule -> {
                StandingView at = rule.standing();
                rules.row(
                    rule.id(),
                    rule.expression(),
                    rule.copies(),
                    at.state(),
                    at.locksOk(),
                    at.locksReplicating(),
                    at.locksStuck());
              });
      rules.print(out);
    }
    if (!view.replicas().isEmpty()) {
      out.println();
      Table replicas = Table.headed("COPY ON", "STATE", "CONFIRMED BY");
      view.replicas().forEach(copy -> replicas.row(copy.rse(), copy.state(), copy.verified()));
      replicas.print(out);
    }
  }

  private void history(FileDetailView view) {
    Table history = Table.headed("AT", "GEN", "FROM", "TO", "BECAUSE");
    for (HistoryView line : view.history()) {
      history.row(
          Amounts.time(line.at()),
          line.generation(),
          line.from() == null ? "-" : line.from(),
          line.to(),
          line.reason());
    }
    history.print(terminal.out());
  }
}
