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
    String version = Build.current().version();
    String java = Runtime.version().toString();
    if (json.wanted) {
      out().printf("{\"version\":\"%s\",\"java\":\"%s\"}%n", version, java);
    } else {
      out().printf("ingestd %s (Java %s)%n", version, java);
    }
    return Exit.OK;
  }
}
