// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.trial.ExplainReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description =
        "What a path would be called in Rucio, and every check on the way; looks at the file where"
            + " it lies and asks nobody else.")
public final class ExplainVerb extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The file, or one that might come; relative paths begin at the RSE's root.")
  private @Nullable String path;

  @Option(names = "--online", description = "Asks Rucio too: version, RSE, scope, the DID itself.")
  private boolean online;

  @Option(
      names = "--did",
      paramLabel = "SCOPE:NAME",
      description = "The way back: which path has this DID.")
  private @Nullable String did;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    ExplainReport report = new ExplainReport(terminal(json.wanted));
    if (did != null && path == null) {
      return report.did(did);
    }
    if (path == null || did != null) {
      throw new VerbFailed(Exit.USAGE, "Name a PATH, or a DID with --did.");
    }
    return report.path(path, online);
  }
}
