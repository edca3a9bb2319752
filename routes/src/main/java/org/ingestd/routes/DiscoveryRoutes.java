// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.ingestd.journal.Sighting;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Source;

/** Each source's directory, streamed into the journal. */
final class DiscoveryRoutes extends RouteBuilder {

  private final Workshop workshop;

  DiscoveryRoutes(Workshop workshop) {
    this.workshop = workshop;
  }

  static String routeId(String source) {
    return "discover-" + source;
  }

  @Override
  public void configure() {
    SightStep sight = workshop.sight();
    for (Source source : workshop.bench().sources().all()) {
      long rescan = source.settings().discovery().rescan().toMillis();
      from(uri(source.settings().location())
              + "?source="
              + source.name()
              + "&initialDelay=0&delay="
              + rescan)
          .routeId(routeId(source.name()))
          .process(exchange -> take(sight, exchange));
    }
  }

  /** The source's own settings say where it is; the URI's part is for people. */
  private static String uri(Location location) {
    return location instanceof Location.Remote remote
        ? "sftptree:" + remote.host().address()
        : "treefile:" + location.directory().toUri().getRawPath();
  }

  private static void take(SightStep sight, Exchange exchange) {
    @SuppressWarnings("unchecked")
    List<Sighting> sightings = exchange.getMessage().getBody(List.class);
    exchange.getMessage().setBody(sight.take(sightings));
  }
}
