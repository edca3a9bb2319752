// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFileFilter;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.routes.replay.InboxAnswers;
import org.ingestd.routes.replay.RequestFile;
import org.ingestd.routes.replay.RequestRefused;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;

/**
 * Requests for replays as files in a folder: few small ones, so Camel's own File component is
 * right. A request is removed once it stands in the journal, or once its refusal is written; what
 * fails in between is left and taken again. Whoever writes one writes it under a hidden name and
 * renames it.
 */
final class InboxRoutes extends RouteBuilder {

  /** A map as in-progress repository: the default one becomes slow after 100,000 files. */
  static final String IN_PROGRESS = "inboxInProgress";

  /** Names that are requests; answers lie beside them. */
  static final String REQUESTS = "inboxRequests";

  private final Path inbox;
  private final Workbench bench;
  private final InboxAnswers answers;

  InboxRoutes(Path inbox, Workbench bench, InboxAnswers answers) {
    this.inbox = inbox;
    this.bench = bench;
    this.answers = answers;
  }

  static GenericFileFilter<File> requests() {
    return file -> !file.isDirectory() && RequestFile.isRequest(file.getFileNameOnly());
  }

  @Override
  public void configure() {
    onException(Exception.class).handled(false).process(this::failed);
    from("file:"
            + inbox.toUri().getRawPath()
            + "?idempotent=false&delay=1000&delete=true&maxMessagesPerPoll=100&filter=#"
            + REQUESTS
            + "&inProgressRepository=#"
            + IN_PROGRESS)
        .routeId("inbox")
        .process(this::take);
  }

  private void take(Exchange exchange) throws IOException {
    RequestFile file = new RequestFile(exchange.getMessage().getBody(File.class).toPath());
    List<String> sources = bench.sources().all().stream().map(Source::name).toList();
    try {
      String identity = file.identity();
      ReplayRequest request = file.read(sources);
      var unused =
          bench.outcomes().journal().replays().begin(request, "inbox", Optional.of(identity));
    } catch (RequestRefused refused) {
      answers.refuse(String.valueOf(file.path().getFileName()), refused.faults());
      bench.listener().failed("inbox: " + file.path().getFileName(), refused);
    }
  }

  private void failed(Exchange exchange) {
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    bench.listener().failed("inbox: " + name, fault);
  }
}
