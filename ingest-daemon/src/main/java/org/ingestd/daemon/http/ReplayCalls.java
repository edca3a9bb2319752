// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.acting.Replayed;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.http.door.Caller;
import org.ingestd.journal.JournalException;
import org.ingestd.routes.replay.ReplayView;
import org.ingestd.routes.replay.RequestRefused;

/**
 * {@code GET /api/replays}; {@code POST /api/replays} with a request and {@code "who"}; {@code POST
 * /api/replays/{id}/{pause|resume|cancel}}.
 */
final class ReplayCalls {

  static final String PLACE = "/api/replays";

  private static final Pattern TURN = Pattern.compile(PLACE + "/(\\d{1,18})/([a-z]+)");
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final ActingDoor door;
  private final ActingGuard guard;

  ReplayCalls(ActingDoor door, ActingGuard guard) {
    this.door = door;
    this.guard = guard;
  }

  void list(Response response, Callback callback) {
    List<ReplayView> all = door.replays().all().stream().map(ReplayView::of).toList();
    Answers.json(response, callback, HttpStatus.OK_200, Map.of("replays", all));
  }

  void post(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Matcher place = TURN.matcher(path);
    Optional<ReplayTurn> turn =
        place.matches() ? ReplayTurn.ofVerb(place.group(2)) : Optional.empty();
    if (!path.equals(PLACE) && turn.isEmpty()) {
      ActingGuard.nothingHere(response, callback);
    } else {
      guard
          .admitted(request, response, callback)
          .ifPresent(
              caller ->
                  act(
                      () -> turn.isEmpty() ? begin(request, caller) : turn(place, turn.get()),
                      response,
                      callback));
    }
  }

  /** Something that may end in a refusal. */
  private interface Acting {
    Optional<Replayed> act() throws IOException, RequestRefused;
  }

  private static void act(Acting acting, Response response, Callback callback) {
    try {
      Optional<Replayed> done = acting.act();
      if (done.isEmpty()) {
        Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "No replay has this id.");
      } else {
        int status = done.get().isRefused() ? HttpStatus.CONFLICT_409 : HttpStatus.OK_200;
        Answers.json(response, callback, status, done.get());
      }
    } catch (JournalException e) {
      Answers.refuse(
          response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, "The body must be {\"source\":…}.");
    } catch (IOException | RequestRefused e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Replayed> begin(Request request, Caller caller)
      throws IOException, RequestRefused {
    JsonNode form = MAPPER.readTree(ActingGuard.body(request));
    String who = caller.name().orElse(form.path("who").asText("").strip());
    if (form instanceof ObjectNode fields) {
      fields.remove("who");
    }
    return Optional.of(door.replays().begin(form, who.isEmpty() ? "unknown" : who));
  }

  private Optional<Replayed> turn(Matcher place, ReplayTurn turn) {
    return door.replays().turn(Long.parseLong(place.group(1)), turn);
  }
}
