// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.reports.NightListing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "nights",
    description = "What is expected of each night, and what has arrived.",
    subcommands = {NightsVerb.ListNights.class, NightsVerb.Show.class})
public final class NightsVerb {

  @Command(
      name = "list",
      description = "All nights: expected, arrived, registered, safe, missing, with a problem.")
  static final class ListNights extends Verb {

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this one; default: all.")
    private @Nullable String source;

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new NightListing(source, terminal(json.wanted)).list();
    }
  }

  @Command(
      name = "show",
      description = "One night, with the names of missing files where a list or number tells them.")
  static final class Show extends Verb {

    @Parameters(paramLabel = "NIGHT", description = "YYYYMMDD or YYYY-MM-DD of the evening.")
    private String night = "";

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this one; default: all.")
    private @Nullable String source;

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new NightListing(source, terminal(json.wanted)).show(night);
    }
  }
}
