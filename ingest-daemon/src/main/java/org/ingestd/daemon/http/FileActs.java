// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.Act;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Order;
import org.ingestd.journal.JournalException;

/**
 * {@code POST /api/files/{id}/{act}} with {@code {"reason","who"}}: the acting calls. They need the
 * token, and are refused to pages of other origins even with it.
 */
final class FileActs {

  private static final Pattern PATH = Pattern.compile("/api/files/(\\d{1,18})/([a-z]+)");
  private static final int LONGEST_BODY = 8_192;
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final ActingDoor door;

  FileActs(ActingDoor door) {
    this.door = door;
  }

  private record Body(
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty(value = "who", required = true) String who) {}

  void post(Request request, Response response, Callback callback) {
    Matcher path = PATH.matcher(Request.getPathInContext(request));
    Optional<Act> act = path.matches() ? Act.ofVerb(path.group(2)) : Optional.empty();
    if (act.isEmpty()) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Answers.refuse(
          response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "Nothing can be done here.");
    } else if (isForeign(request)) {
      Answers.refuse(
          response, callback, HttpStatus.FORBIDDEN_403, "Pages of other origins may not act.");
    } else if (!hasToken(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      Answers.refuse(
          response,
          callback,
          HttpStatus.UNAUTHORIZED_401,
          "Acting calls need 'Authorization: Bearer' with the content of api-token.");
    } else {
      act(Long.parseLong(path.group(1)), act.get(), request, response, callback);
    }
  }

  /** A browser names the page's origin with every POST; programs name none. */
  private static boolean isForeign(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String ours = request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority();
    return origin != null && !origin.equals(ours);
  }

  private boolean hasToken(Request request) {
    String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return shown != null && door.token().isIn(shown);
  }

  private void act(long id, Act act, Request request, Response response, Callback callback) {
    try {
      Body body = MAPPER.readValue(body(request), Body.class);
      Order order = new Order(act, body.reason(), body.who());
      Optional<Acted> acted = door.actions().act(id, order);
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

  private static String body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new IOException("The body is longer than " + LONGEST_BODY + " bytes.");
      }
      return new String(bytes, UTF_8);
    }
  }
}
