// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Said;
import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.http.ActingAnswers.Acting;
import org.ingestd.daemon.http.ActingAnswers.Form;
import org.ingestd.daemon.http.ActingAnswers.Outcome;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Caller;
import org.ingestd.daemon.view.RepairPageView;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.repair.RuleRepair;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/sources/{name}/{pause|resume|rescan}} with {@code {"reason","who"}}; {@code POST
 * /api/rules/repair}, a page of rules at a time.
 */
final class SiteActs {

  static final String SOURCES = "/api/sources/";
  static final String REPAIR = "/api/rules/repair";

  private static final Pattern SOURCE = Pattern.compile(SOURCES + "([A-Za-z0-9._-]+)/([a-z]+)");
  private static final Form<Body> FORM = new Form<>(Body.class, "No source has this name.");

  private final ActingDoor door;
  private final ActingGuard guard;

  SiteActs(ActingDoor door, ActingGuard guard) {
    this.door = door;
    this.guard = guard;
  }

  private record Body(
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty(value = "who", required = true) String who,
      @Nullable String source,
      long after,
      boolean dryRun) {

    Said said() {
      return new Said(reason, who);
    }

    /** The issuer's word for who it is stands above the caller's own. */
    Body of(Caller caller) {
      return new Body(reason, caller.name().orElse(who), source, after, dryRun);
    }
  }

  static boolean areAt(String path) {
    return path.startsWith(SOURCES) || path.equals(REPAIR);
  }

  void post(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Matcher place = SOURCE.matcher(path);
    Optional<SourceTurn> turn =
        place.matches() ? SourceTurn.ofVerb(place.group(2)) : Optional.empty();
    if (!path.equals(REPAIR) && turn.isEmpty()) {
      ActingGuard.nothingHere(response, callback);
    } else {
      Acting<Body> acting =
          body -> turn.isEmpty() ? repair(body) : turn(place.group(1), turn.get(), body);
      guard
          .admitted(request, response, callback)
          .ifPresent(
              caller ->
                  ActingAnswers.give(
                      request, response, callback, FORM, body -> acting.act(body.of(caller))));
    }
  }

  private Optional<Outcome> turn(String source, SourceTurn turn, Body body) throws IOException {
    return door.site().turn(source, turn, body.said()).map(Outcome::done);
  }

  private Optional<Outcome> repair(Body body) throws RucioException {
    RuleRepair.Page page =
        door.site()
            .repair(Optional.ofNullable(body.source()), body.after(), body.dryRun(), body.said());
    return Optional.of(Outcome.done(RepairPageView.of(page)));
  }
}
