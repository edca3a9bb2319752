// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.trial.Simulation.RuleTally;
import org.ingestd.daemon.view.Json;
import org.ingestd.routes.condition.Subject;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.rse.NamingResult.Named;

/** Counts the files that each rule of a source would be for. */
final class RuleTallies {

  /** A file that was found good. */
  record Looked(Hold.Seen file, Optional<FitsContent> headers) {

    private long size() {
      return file.stamp().size();
    }
  }

  private final PlaceInSource source;
  private final List<RuleWish> wishes;
  private final boolean describes;
  private final long[] files;
  private final long[] bytes;

  RuleTallies(PlaceInSource source) {
    this.source = source;
    this.wishes = source.settings().treatment().rules();
    this.describes = wishes.stream().anyMatch(wish -> wish.when().asksMetadata());
    this.files = new long[wishes.size()];
    this.bytes = new long[wishes.size()];
  }

  void count(Named named, Looked looked, DiskVisit visit) throws IOException {
    Optional<JsonNode> metadata =
        describes ? Optional.of(metadata(named, looked, visit)) : Optional.empty();
    Subject file = new TriedFile(named.groups(), looked.size(), metadata);
    for (int i = 0; i < wishes.size(); i++) {
      if (wishes.get(i).when().judge(file).holds()) {
        files[i]++;
        bytes[i] += looked.size();
      }
    }
  }

  private JsonNode metadata(Named named, Looked looked, DiskVisit visit) throws IOException {
    Expectation beside =
        source.beside().of(looked.file().below(), visit, Clock.systemUTC().instant());
    Known known = beside instanceof Known found ? found : Known.NOTHING;
    Described described = source.describer().describe(named, looked.headers(), known.metadata());
    return Json.node(described.metadata().json());
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
