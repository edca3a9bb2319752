// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.time.Clock;
import org.ingestd.daemon.doctor.DoctorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Everything that can be checked before the first night, each with a hint.")
public final class DoctorVerb extends Verb {

  @Option(names = "--offline", description = "Leaves out what asks Rucio.")
  private boolean offline;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    return new DoctorReport(terminal(json.wanted), Clock.systemUTC()).print(offline);
  }
}
