// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.Act;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.http.ActingAnswers.Form;
import org.ingestd.daemon.http.ActingAnswers.Outcome;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Caller;

/** {@code POST /api/files/{id}/{act}} with {@code {"reason","who"}}: the acting calls on files. */
final class FileActs {

  private static final Pattern PATH = Pattern.compile("/api/files/(\\d{1,18})/([a-z]+)");
  private static final Form<Body> FORM = new Form<>(Body.class, "No file has this id.");

  private final ActingDoor door;
  private final ActingGuard guard;

  FileActs(ActingDoor door, ActingGuard guard) {
    this.door = door;
    this.guard = guard;
  }

  private record Body(
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty(value = "who", required = true) String who) {}

  void post(Request request, Response response, Callback callback) {
    Matcher path = PATH.matcher(Request.getPathInContext(request));
    Optional<Act> act = path.matches() ? Act.ofVerb(path.group(2)) : Optional.empty();
    if (act.isEmpty()) {
      ActingGuard.nothingHere(response, callback);
    } else {
      Optional<Caller> caller = guard.admitted(request, response, callback);
      caller.ifPresent(known -> act(path, new Wish(act.get(), known), request, response, callback));
    }
  }

  private record Wish(Act act, Caller caller) {}

  private void act(Matcher path, Wish wish, Request request, Response response, Callback callback) {
    ActingAnswers.give(
        request,
        response,
        callback,
        FORM,
        body -> {
          String who = wish.caller().name().orElse(body.who());
          Order order = new Order(wish.act(), body.reason(), who);
          return door.actions().act(Long.parseLong(path.group(1)), order).map(FileActs::outcome);
        });
  }

  private static Outcome outcome(Acted acted) {
    return acted.isRefused() ? new Outcome(HttpStatus.CONFLICT_409, acted) : Outcome.done(acted);
  }
}
