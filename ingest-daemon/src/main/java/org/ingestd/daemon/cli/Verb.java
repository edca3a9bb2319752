// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ingestd.daemon.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb has: where its data and its messages go, and which configuration is meant. */
public abstract class Verb implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  private CommandSpec spec() {
    return requireNonNull(spec, "picocli sets it before a verb is called");
  }

  /** Data. */
  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  /** Messages. */
  PrintWriter err() {
    return spec().commandLine().getErr();
  }

  Path configFile() {
    return ((ConfigHolder) spec().root().userObject()).configFile();
  }

  Terminal terminal(boolean json) {
    return new Terminal(out(), err(), configFile(), json);
  }
}
