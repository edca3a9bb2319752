// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.view.Build;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Which program this is.")
public final class VersionVerb extends Verb {

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    if (json.wanted) {
      out()
          .printf(
              "{\"version\":\"%s\",\"java\":\"%s\"}%n",
              Build.current().version(), Runtime.version());
    } else {
      out().println(line());
    }
    return Exit.OK;
  }

  /** What {@code --version} says, too. */
  public static String line() {
    return "ingestd " + Build.current().version() + " (Java " + Runtime.version() + ")";
  }
}
