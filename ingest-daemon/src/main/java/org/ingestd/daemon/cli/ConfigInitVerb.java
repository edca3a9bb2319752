// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.Answers;
import org.ingestd.daemon.config.written.TemplateWriter;
import org.ingestd.daemon.doctor.DoctorReport;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description = {
      "Writes a configuration to begin with; a file that is there is kept.",
      "With answers, given or asked for, the doctor looks at it at once."
    })
final class ConfigInitVerb extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to; without it: to standard output.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "The value of a key, e.g. sources[].path=/data/R0; again for each key.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(names = "--ask", description = "Asks for all that must be set and was not given.")
  private boolean ask;

  @Option(names = "--no-doctor", description = "Does not look at what was written.")
  private boolean unlooked;

  @Override
  public Integer call() throws VerbFailed, ConfigurationRefused {
    if (file != null && Files.exists(file)) {
      throw isThere(file);
    }
    Answers answers = answers();
    String text = TemplateWriter.write(TemplateWriter.Extent.REQUIRED_KEYS_SET, answers);
    if (file == null) {
      out().print(text);
      return Exit.OK;
    }
    write(file, text);
    if (answers.isEmpty()) {
      err()
          .println("Wrote " + file + "; edit it, then try 'ingestd --config " + file + " doctor'.");
      return Exit.OK;
    }
    err().println("Wrote " + file + ".");
    return unlooked
        ? Exit.OK
        : new DoctorReport(new Terminal(out(), err(), file, false), Clock.systemUTC()).print(false);
  }

  private Answers answers() throws VerbFailed {
    Answers answers = new Answers();
    try {
      given.forEach(answers::give);
      if (ask) {
        answers.ask(
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), err());
      }
      return answers;
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      throw new VerbFailed(
          Exit.USAGE, "Nobody answered what " + e.getMessage() + " is; nothing was written.");
    } catch (IOException e) {
      throw new VerbFailed(Exit.IO, "The answers cannot be read: " + e);
    }
  }

  private static void write(Path file, String text) throws VerbFailed {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw isThere(file);
    } catch (IOException e) {
      throw new VerbFailed(Exit.CANNOT_CREATE, "Cannot write " + file + ": " + e);
    }
  }

  private static VerbFailed isThere(Path file) {
    return new VerbFailed(Exit.CANNOT_CREATE, file + " is there already and was left alone.");
  }
}
