// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;

/** Acting calls to the running daemon, over its own loopback address and with its token. */
public final class DaemonCall {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int TOO_MANY = 429;
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final URI page;
  private final ApiToken token;

  private DaemonCall(URI page, ApiToken token) {
    this.page = page;
    this.token = token;
  }

  /**
   * @param page the daemon's address, from its sign of life
   * @throws VerbFailed if its token may not be read
   */
  public static DaemonCall to(String page, Path state) throws VerbFailed, IOException {
    try {
      return new DaemonCall(
          URI.create(page),
          ApiToken.read(state)
              .orElseThrow(
                  () ->
                      new VerbFailed(
                          Exit.NOT_PERMITTED,
                          "There is no api-token in " + state + "; restart the daemon.")));
    } catch (AccessDeniedException e) {
      throw new VerbFailed(
          Exit.NOT_PERMITTED,
          "Only the daemon's user may read the api-token in " + state + "; act as that user.");
    }
  }

  /**
   * Posts and gives back the answer to an order that was taken, or refused for what it is about
   * (409).
   *
   * @param path below the daemon's address
   * @param body a view
   * @throws IOException if the daemon breaks off its answer
   * @throws VerbFailed if it does not answer or does not take the order
   */
  public JsonNode post(String path, Object body) throws IOException, VerbFailed {
    HttpURLConnection call = call(path);
    try {
      call.getOutputStream().write(Json.line(body).getBytes(UTF_8));
      int status = call.getResponseCode();
      JsonNode answer = answer(call, status);
      boolean decided =
          status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_CONFLICT;
      if (!decided) {
        throw new VerbFailed(
            exit(status), "The daemon answers " + status + ": " + answer.path("error").asText());
      }
      return answer;
    } catch (ConnectException e) {
      throw new VerbFailed(
          Exit.TEMPORARY, "The daemon runs but does not answer; it may be stopping. Try again.");
    } finally {
      call.disconnect();
    }
  }

  private HttpURLConnection call(String path) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) page.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    call.setConnectTimeout(PATIENCE_MILLIS);
    call.setReadTimeout(PATIENCE_MILLIS);
    call.setInstanceFollowRedirects(false);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.setRequestProperty("Authorization", token.header());
    call.setRequestProperty("Content-Type", "application/json");
    return call;
  }

  private static JsonNode answer(HttpURLConnection call, int status) throws IOException {
    try (InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? call.getInputStream()
            : call.getErrorStream()) {
      return in == null ? MAPPER.createObjectNode() : MAPPER.readTree(in);
    }
  }

  private static int exit(int status) {
    return switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          Exit.NOT_PERMITTED;
      case HttpURLConnection.HTTP_NOT_FOUND -> Exit.DATA;
      case HttpURLConnection.HTTP_UNAVAILABLE, TOO_MANY -> Exit.TEMPORARY;
      default -> Exit.INTERNAL;
    };
  }
}
