// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Asks the running daemon. */
final class DaemonHand implements Hand {

  private final DaemonCall daemon;

  private DaemonHand(DaemonCall daemon) {
    this.daemon = daemon;
  }

  /**
   * @param page the daemon's address, from its sign of life
   * @throws VerbFailed if its token may not be read
   */
  static DaemonHand of(String page, Path state) throws VerbFailed, IOException {
    return new DaemonHand(DaemonCall.to(page, state));
  }

  @Override
  public Acted act(long id, Order order) throws IOException, VerbFailed {
    return acted(
        daemon.post(
            "api/files/" + id + "/" + order.act().verb(),
            Map.of("reason", order.reason(), "who", order.who())));
  }

  private static Acted acted(JsonNode answer) {
    String problem = text(answer, "problem");
    return new Acted(
        answer.path("id").asLong(),
        new FileView.Where(
            answer.path("source").asText(),
            answer.path("path").asText(),
            text(answer, "pathBytes")),
        new Acted.Outcome(
            answer.path("result").asText(),
            FileState.valueOf(answer.path("state").asText()),
            problem == null ? null : ProblemCode.valueOf(problem),
            text(answer, "error")));
  }

  private static @Nullable String text(JsonNode answer, String field) {
    return answer.path(field).textValue();
  }

  @Override
  public void close() {}
}
