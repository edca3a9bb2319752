// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.reports.SignInReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "auth",
    description = "Signing in to Rucio.",
    subcommands = {AuthVerb.Test.class})
public final class AuthVerb {

  @Command(
      name = "test",
      description =
          "Signs in and says who we are to Rucio, until when, and with which audience and scopes."
              + " Exit 0: we are taken; 69: Rucio or the issuer does not answer; 77: refused, or"
              + " another account.")
  static final class Test extends Verb {

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new SignInReport(terminal(json.wanted)).print();
    }
  }
}
