// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.journal.JournalException;
import org.ingestd.registration.catalogue.RucioException;

/**
 * What becomes of an acting call with {@code {"reason","who"}}: its outcome, or why there is none.
 */
final class ActingAnswers {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private ActingAnswers() {}

  /** Empty if what it is about is not known. */
  interface Acting<B> {
    Optional<Outcome> act(B body) throws IOException, RucioException;
  }

  record Outcome(int status, Object content) {

    static Outcome done(Object content) {
      return new Outcome(HttpStatus.OK_200, content);
    }
  }

  /**
   * @param body what is read of the call
   * @param unknown said where nothing is known that it could be about
   */
  record Form<B>(Class<B> body, String unknown) {}

  static <B> void give(
      Request request, Response response, Callback callback, Form<B> form, Acting<B> acting) {
    try {
      Optional<Outcome> outcome =
          acting.act(MAPPER.readValue(ActingGuard.body(request), form.body));
      if (outcome.isEmpty()) {
        Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, form.unknown);
      } else {
        Answers.json(response, callback, outcome.get().status, outcome.get().content);
      }
    } catch (JournalException | RucioException e) {
      refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, e);
    } catch (JsonProcessingException e) {
      Answers.refuse(
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          "The body must be {\"reason\":…,\"who\":…}.");
    } catch (IOException | IllegalArgumentException e) {
      refuse(response, callback, HttpStatus.BAD_REQUEST_400, e);
    }
  }

  private static void refuse(Response response, Callback callback, int status, Exception why) {
    Answers.refuse(response, callback, status, String.valueOf(why.getMessage()));
  }
}
