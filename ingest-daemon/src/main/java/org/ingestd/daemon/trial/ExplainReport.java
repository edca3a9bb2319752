// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.running.RseMemory;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.Json;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** The verb {@code explain}. */
public final class ExplainReport {

  private final Terminal terminal;

  public ExplainReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the exit code: 65 if the path would be refused. */
  public int path(String path, boolean online)
      throws ConfigurationRefused, VerbFailed, RucioException, IOException {
    Config config = Configuration.read(terminal.configFile()).config();
    IngestSettings settings = Wiring.ingest(config);
    SourcePath file = absolute(path, settings.place().root());
    Explanation explanation;
    try (Sources disks = SourceDisks.sources(settings)) {
      if (online) {
        try (RucioClient rucio =
            new RucioClient(Wiring.rucio(config), Clock.systemUTC(), CallListener.NONE)) {
          explanation = online(settings, disks, file, new OnlineChecks(rucio));
        }
      } else {
        explanation =
            new Explainer(settings, disks, remembered(config), terminal::say).explain(file);
      }
    }
    print(explanation);
    return explanation.refusal().isPresent() ? Exit.DATA : Exit.OK;
  }

  private Explanation online(
      IngestSettings settings, Sources disks, SourcePath file, OnlineChecks checks)
      throws RucioException {
    RseMemory memory = checks.memory(settings.place().rse());
    Explanation offline =
        new Explainer(settings, disks, new KnownServer(Optional.of(memory)), terminal::say)
            .explain(file);
    List<Check> all = new ArrayList<>(offline.checks());
    all.addAll(checks.about(offline, memory, settings.place()));
    return new Explanation(
        offline.which(), offline.names(), offline.metadata(), offline.rules(), all);
  }

  private static KnownServer remembered(Config config) throws IOException {
    return new KnownServer(RseMemory.read(config.host().state(), config.rse().name()));
  }

  /** A relative path that is there is taken as it stands; else it begins at the RSE's root. */
  private static SourcePath absolute(String path, Path root) throws VerbFailed {
    if (path.startsWith("sftp:")) {
      try {
        return SourcePath.parse(path);
      } catch (IllegalArgumentException e) {
        throw new VerbFailed(Exit.USAGE, "'" + path + "' is no address: " + e.getMessage());
      }
    }
    Path named = Path.of(path);
    Path here = named.toAbsolutePath().normalize();
    boolean there = named.isAbsolute() || Files.exists(here);
    return new SourcePath(there ? here : root.resolve(named).normalize(), Optional.empty());
  }

  /** The way back from a DID to paths; exit 65 if no source gives such a name. */
  public int did(String text) throws ConfigurationRefused, VerbFailed, IOException {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new VerbFailed(Exit.USAGE, "--did takes SCOPE:NAME, not '" + text + "'.");
    }
    Did did = new Did(text.substring(0, colon), text.substring(colon + 1));
    Config config = Configuration.read(terminal.configFile()).config();
    IngestSettings settings = Wiring.ingest(config);
    int found = 0;
    for (PlaceInSource source : PlaceInSource.all(settings, remembered(config).rules())) {
      Optional<RawPath> path = source.naming().path(did);
      if (path.isPresent()) {
        found++;
        print(did, source, path.get(), settings.place().root());
      } else if (!source.naming().isReversible()) {
        terminal.say("source " + source.name() + " has names that do not lead back to paths.");
      }
    }
    if (found == 0) {
      terminal.say("no source gives a file the name " + did + ".");
    }
    return found == 0 ? Exit.DATA : Exit.OK;
  }

  /** The contract of {@code explain --did --json}. */
  private record WayBack(
      String path, @Nullable String pathBytes, String source, String scope, String name) {}

  private void print(Did did, PlaceInSource source, RawPath path, Path root) {
    String full = root.equals(Path.of("/")) ? "/" + path.text() : root + "/" + path.text();
    if (terminal.json()) {
      String bytes = FileView.bytesUnlessPlain(path);
      terminal
          .out()
          .println(Json.line(new WayBack(full, bytes, source.name(), did.scope(), did.name())));
    } else {
      terminal.out().println(full);
    }
  }

  private void print(Explanation explanation) {
    if (terminal.json()) {
      terminal.out().println(Json.line(explanation));
      return;
    }
    Explanation.Names names = explanation.names();
    Table facts = Table.plain();
    facts.row("path", explanation.which().path());
    row(facts, "source", explanation.which().source());
    row(facts, "DID", names.name() == null ? null : names.scope() + ":" + names.name());
    row(facts, "dataset", names.dataset());
    row(facts, "RSE", names.rse());
    row(facts, "PFN", names.pfn());
    row(facts, "night", names.night());
    explanation
        .metadata()
        .properties()
        .forEach(one -> facts.row("metadata", one.getKey() + " = " + one.getValue().asText()));
    explanation
        .rules()
        .forEach(
            rule ->
                facts.row(
                    "rule",
                    rule.copies()
                        + " × "
                        + rule.expression()
                        + " on "
                        + rule.on()
                        + ": "
                        + rule.why()));
    facts.print(terminal.out());
    terminal.out().println();
    Table checks = Table.plain();
    explanation
        .checks()
        .forEach(check -> checks.row(check.ok() ? "ok" : "NO", check.check(), check.message()));
    checks.print(terminal.out());
  }

  private static void row(Table facts, String name, @Nullable String value) {
    if (value != null) {
      facts.row(name, value);
    }
  }
}
