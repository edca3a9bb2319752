// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.ingestd.daemon.support.SupportCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "support-bundle",
    description =
        "Lists what a developer needs to understand this site, without secrets, and with --yes"
            + " writes it into one ZIP file. Asks nobody and sends nothing.")
public final class SupportVerb extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to; must not be there yet. Default: ingestd-support.zip here.")
  private Path file = Path.of("ingestd-support.zip");

  @Option(names = "--yes", description = "Writes what was listed.")
  private boolean yes;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    return new SupportCommand(terminal(json.wanted), Clock.systemUTC())
        .bundle(file.toAbsolutePath(), yes);
  }
}
