// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.daemon.config.written.SchemaWriter;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.view.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "config",
    description = "Writes, checks and shows the configuration.",
    subcommands = {
      ConfigInitVerb.class,
      ConfigVerb.Check.class,
      ConfigVerb.Show.class,
      ConfigVerb.Schema.class
    })
public final class ConfigVerb {

  @Command(name = "check", description = "Names every fault at once; exit 78 if there is one.")
  static final class Check extends Verb {

    @Override
    public Integer call() throws ConfigurationRefused {
      Configuration configuration = Configuration.read(configFile());
      configuration.warnings().forEach(warning -> err().println("warning: " + warning));
      err().println(configFile() + ": no fault found.");
      return Exit.OK;
    }
  }

  @Command(name = "show", description = "What holds, with defaults; secrets are masked.")
  static final class Show extends Verb {

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws ConfigurationRefused {
      var config = Configuration.read(configFile()).config();
      if (json.wanted) {
        out().println(Json.line(EffectiveWriter.values(config)));
      } else {
        out().print(EffectiveWriter.yaml(config));
      }
      return Exit.OK;
    }
  }

  @Command(name = "schema", description = "The JSON schema of the configuration, for editors.")
  static final class Schema extends Verb {

    @Override
    public Integer call() {
      out().println(SchemaWriter.write());
      return Exit.OK;
    }
  }
}
