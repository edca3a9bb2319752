// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.Workbench;

/**
 * What steps do not decide themselves: a fault of the program or the machine. It is told, and the
 * batch's files are tried again later; a file is never dropped.
 */
final class ProblemRoutes extends RouteConfigurationBuilder {

  static final String POSTPONE = "postpone";

  private final Workbench bench;

  ProblemRoutes(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void configuration() {
    routeConfiguration(POSTPONE).onException(Throwable.class).handled(true).process(this::postpone);
  }

  /** A journal that fails cannot take the postponement either: the consumer tells, and pauses. */
  private void postpone(Exchange exchange) {
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (fault instanceof JournalException journal) {
      throw journal;
    }
    bench.listener().failed(exchange.getFromRouteId(), fault);
    @SuppressWarnings("unchecked")
    List<JournalFile> batch = exchange.getMessage().getBody(List.class);
    List<Entry> entries =
        batch.stream()
            .map(file -> bench.postpone(file, ProblemCode.UNEXPECTED, String.valueOf(fault)))
            .toList();
    bench.outcomes().record(entries);
  }
}
