// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.tls.TlsWords;

/** HTTP with an issuer of tokens: small JSON answers, one call at a time. */
final class IssuerHttp {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A key set of a hundred keys has 100 kB. */
  private static final int MOST_READ = 1 << 20;

  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * What was answered.
   *
   * @param json a missing node if it was none
   */
  record Answer(int status, JsonNode json) {}

  private final HttpClient client;

  IssuerHttp(HttpClient client) {
    this.client = client;
  }

  /**
   * @throws Failure unless the answer is 200 with a JSON object; never a refusal
   */
  JsonNode document(URI address) throws Failure {
    Answer answer = exchange(HttpRequest.newBuilder(address).timeout(PATIENCE).build());
    if (answer.status() != 200 || !answer.json().isObject()) {
      throw strange(address, answer);
    }
    return answer.json();
  }

  /**
   * @param form may hold a secret
   * @param authorization a header field with a secret; empty: none
   */
  Answer post(URI address, Map<String, String> form, Optional<String> authorization)
      throws Failure {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return exchange(request.build());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** An answer that no issuer gives, or one that says that it is not well. */
  static Failure strange(URI address, Answer answer) {
    return Failure.broken(
        answer.status(),
        "The issuer at "
            + address
            + " answers "
            + answer.status()
            + (answer.json().isMissingNode() ? " with something that is no JSON" : ""),
        null);
  }

  private Answer exchange(HttpRequest request) throws Failure {
    String where = "the issuer at " + request.uri();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer(response.statusCode(), json(body.readNBytes(MOST_READ)));
      }
    } catch (IOException e) {
      throw Failure.without(
          Failure.Nature.NOT_SENT, "No answer from " + where + ": " + TlsWords.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.without(Failure.Nature.HELD, "Interrupted while asking " + where, e);
    }
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null ? MAPPER.missingNode() : node;
    } catch (JacksonException noJson) {
      return MAPPER.missingNode();
    }
  }
}
