// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.trial.SimulateReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "simulate",
    description = "A dry run over what is on disk: counts, names, collisions. Changes nothing.")
public final class SimulateVerb extends Verb {

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Only this one; default: all.")
  private @Nullable String source;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    return new SimulateReport(terminal(json.wanted)).print(source);
  }
}
