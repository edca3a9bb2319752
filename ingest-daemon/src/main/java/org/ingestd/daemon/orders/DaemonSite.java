// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.acting.Said;
import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.acting.SourceTurned;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.RepairPageView;
import org.ingestd.daemon.view.RepairedView;

/** Asks the running daemon. */
record DaemonSite(DaemonCall daemon) implements SiteHand {

  @Override
  public SourceTurned turn(String source, SourceTurn turn, Said said)
      throws IOException, VerbFailed {
    JsonNode answer =
        daemon.post(
            "api/sources/" + source + "/" + turn.verb(),
            Map.of("reason", said.reason(), "who", said.who()));
    return new SourceTurned(
        answer.path("source").asText(),
        answer.path("result").asText(),
        answer.path("paused").textValue());
  }

  @Override
  public RepairPageView repair(Optional<String> source, long after, boolean dryRun, Said said)
      throws IOException, VerbFailed {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("reason", said.reason());
    body.put("who", said.who());
    source.ifPresent(name -> body.put("source", name));
    body.put("after", after);
    body.put("dryRun", dryRun);
    JsonNode answer = daemon.post("api/rules/repair", body);
    List<RepairedView> rules = new ArrayList<>();
    for (JsonNode rule : answer.path("rules")) {
      rules.add(
          new RepairedView(
              rule.path("did").asText(),
              rule.path("expression").asText(),
              rule.path("copies").asInt(),
              rule.path("state").asText(),
              rule.path("result").asText(),
              rule.path("detail").textValue()));
    }
    return new RepairPageView(rules, answer.path("after").asLong());
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
