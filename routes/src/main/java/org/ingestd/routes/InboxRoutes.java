// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.routes.steps.Workbench;

/**
 * Replay requests of the command line: few small files, so Camel's own File component is right.
 * Whoever writes one writes it under a hidden name and renames it.
 */
final class InboxRoutes extends RouteBuilder {

  /** A map as in-progress repository: the default one becomes slow after 100,000 files. */
  static final String IN_PROGRESS = "inboxInProgress";

  private final Path inbox;
  private final Workbench bench;
  private final WorkBell bell;
  private final Consumer<String> rescan;

  InboxRoutes(Path inbox, Workbench bench, WorkBell bell, Consumer<String> rescan) {
    this.inbox = inbox;
    this.bench = bench;
    this.bell = bell;
    this.rescan = rescan;
  }

  @Override
  public void configure() {
    onException(Exception.class).handled(false).process(this::refused);
    from("file:"
            + inbox.toUri().getRawPath()
            + "?includeExt=json&idempotent=false&delay=1000&move=.done&moveFailed=.failed"
            + "&inProgressRepository=#"
            + IN_PROGRESS)
        .routeId("inbox")
        .process(this::replay);
  }

  private void replay(Exchange exchange) throws Exception {
    ReplayRequest request = ReplayRequest.read(exchange.getMessage().getBody(File.class));
    String source = bench.sources().named(request.source()).name();
    Instant now = bench.now();
    bench.outcomes().journal().replay(source, request.from(), request.to(), now);
    bell.ringAll();
    rescan.accept(source);
  }

  private void refused(Exchange exchange) {
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    bench.listener().failed("inbox: " + name, fault);
  }
}
