// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.http.door.Caller;
import org.ingestd.journal.JournalException;

/** {@code POST /api/files/{id}/{act}} with {@code {"reason","who"}}: the acting calls on files. */
final class FileActs {

  private static final Pattern PATH = Pattern.compile("/api/files/(\\d{1,18})/([a-z]+)");
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

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
    try {
      Body body = MAPPER.readValue(ActingGuard.body(request), Body.class);
      String who = wish.caller().name().orElse(body.who());
      Order order = new Order(wish.act(), body.reason(), who);
      Optional<Acted> acted = door.actions().act(Long.parseLong(path.group(1)), order);
      if (acted.isEmpty()) {
        Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "No file has this id.");
      } else {
        int status = acted.get().isRefused() ? HttpStatus.CONFLICT_409 : HttpStatus.OK_200;
        Answers.json(response, callback, status, acted.get());
      }
    } catch (JournalException e) {
      Answers.refuse(
          response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      Answers.refuse(
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          "The body must be {\"reason\":…,\"who\":…}.");
    } catch (IOException | IllegalArgumentException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }
}
