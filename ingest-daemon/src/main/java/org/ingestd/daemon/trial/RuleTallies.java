// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.trial.Simulation.RuleTally;
import org.ingestd.daemon.view.Json;
import org.ingestd.routes.condition.Subject;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.describe.Described;
import org.ingestd.rse.NamingResult.Named;

/** Counts the files that each rule of a source would be for. */
final class RuleTallies {

  private final List<RuleWish> wishes;
  private final boolean describes;
  private final long[] files;
  private final long[] bytes;

  RuleTallies(PlaceInSource source) {
    this.wishes = source.settings().treatment().rules();
    this.describes = wishes.stream().anyMatch(wish -> wish.when().asksMetadata());
    this.files = new long[wishes.size()];
    this.bytes = new long[wishes.size()];
  }

  /**
   * @param described as it would be registered
   */
  void count(Named named, long size, Described described) {
    Optional<JsonNode> metadata =
        describes ? Optional.of(Json.node(described.metadata().json())) : Optional.empty();
    Subject file = new TriedFile(named.groups(), size, metadata);
    for (int i = 0; i < wishes.size(); i++) {
      if (wishes.get(i).when().judge(file).holds()) {
        files[i]++;
        bytes[i] += size;
      }
    }
  }

  List<RuleTally> end() {
    List<RuleTally> tallies = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      RuleWish wish = wishes.get(i);
      String when = wish.when().isAlways() ? null : wish.when().toString();
      tallies.add(new RuleTally(wish.expression(), wish.copies(), when, files[i], bytes[i]));
    }
    return tallies;
  }
}
