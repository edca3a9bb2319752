// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.daemon.config.written.SchemaWriter;
import org.ingestd.daemon.config.written.TemplateWriter;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    description = "Writes, checks and shows the configuration.",
    subcommands = {
      ConfigVerb.Init.class,
      ConfigVerb.Check.class,
      ConfigVerb.Show.class,
      ConfigVerb.Schema.class
    })
public final class ConfigVerb {

  @Command(
      name = "init",
      description = "Writes a configuration to begin with; a file that is there is kept.")
  static final class Init extends Verb {

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "Where to; without it: to standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() throws VerbFailed {
      String template = TemplateWriter.write(TemplateWriter.Extent.REQUIRED_KEYS_SET);
      if (file == null) {
        out().print(template);
        return Exit.OK;
      }
      try {
        Files.writeString(file, template, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        throw new VerbFailed(Exit.CANNOT_CREATE, file + " is there already and was left alone.");
      } catch (IOException e) {
        throw new VerbFailed(Exit.CANNOT_CREATE, "Cannot write " + file + ": " + e);
      }
      err()
          .println("Wrote " + file + "; edit it, then try 'ingestd --config " + file + " doctor'.");
      return Exit.OK;
    }
  }

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
