// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.issuer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What an issuer answers to whom. */
final class IssuerHandler extends Handler.Abstract {

  private static final JsonMapper MAPPER = new JsonMapper();

  private record Answer(int status, String type, String body) {}

  private final TestIssuer issuer;

  IssuerHandler(TestIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Answer answer = answer(request);
    response.setStatus(answer.status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type);
    Content.Sink.write(response, true, answer.body, callback);
    return true;
  }

  private Answer answer(Request request) throws Exception {
    return switch (request.getHttpURI().getPath()) {
      case "/.well-known/openid-configuration" -> inMood(json(200, document()));
      case "/jwk" -> inMood(new Answer(200, "application/json", issuer.keySet()));
      case "/token" -> {
        Map<String, String> form = form(request);
        issuer.note(form);
        yield inMood(token(request, form));
      }
      default -> json(404, Map.of("error", "not_found"));
    };
  }

  private Answer inMood(Answer answer) throws Exception {
    return switch (issuer.mood()) {
      case WELL -> answer;
      case UNWELL -> json(503, Map.of("error", "temporarily_unavailable"));
      case HTML -> new Answer(200, "text/html", "<html><body>Please sign in</body></html>");
    };
  }

  private Map<String, Object> document() {
    String base = issuer.url().toString();
    return Map.of(
        "issuer",
        base,
        "token_endpoint",
        base + "token",
        "jwks_uri",
        base + "jwk",
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
  }

  private Answer token(Request request, Map<String, String> form) throws Exception {
    String basic = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String[] pair = {form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")};
    if (basic != null && basic.startsWith("Basic ")) {
      byte[] decoded = Base64.getDecoder().decode(basic.substring("Basic ".length()));
      pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    }
    String id = decode(pair[0]);
    if (!issuer.knows(id, decode(pair[1]))) {
      return json(401, Map.of("error", "invalid_client", "error_description", "Bad credentials"));
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return json(400, Map.of("error", "unsupported_grant_type"));
    }
    JWTClaimsSet.Builder claims =
        issuer.claims(id, form.get("audience"), form.getOrDefault("scope", ""));
    return json(
        200,
        Map.of(
            "access_token",
            issuer.token(claims),
            "token_type",
            "Bearer",
            "expires_in",
            issuer.lifetime().toSeconds()));
  }

  private static Map<String, String> form(Request request) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (String field : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("&")) {
        String[] both = field.split("=", 2);
        form.put(decode(both[0]), both.length == 2 ? decode(both[1]) : "");
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Answer json(int status, Map<String, ?> body) throws Exception {
    return new Answer(status, "application/json", MAPPER.writeValueAsString(body));
  }
}
