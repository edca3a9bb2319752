// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.reports.StatusReport;
import org.ingestd.daemon.terminal.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Where all files stand, and whether everything is safe. Works without a daemon.")
public final class StatusVerb extends Verb {

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--watch", description = "Again every two seconds, until interrupted.")
  private boolean watch;

  @Override
  public Integer call() throws Exception {
    StatusReport report = new StatusReport(terminal(json.wanted));
    report.print();
    while (watch) {
      Thread.sleep(2000);
      report.print();
      out().flush();
    }
    return Exit.OK;
  }
}
