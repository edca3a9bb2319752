// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;

/** A bare client for these tests; signs in once per account. */
final class Rest {

  static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> tokens = new HashMap<>();

  Rest(EmbeddedCatalogue catalogue) {
    this.url = catalogue.url();
  }

  /** An answer, its body as text. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String exceptionClass() {
      return response.headers().firstValue("ExceptionClass").orElse("");
    }

    /** Status and exception class, e.g. {@code 412 FileConsistencyMismatch}. */
    String outcome() {
      return (status() + " " + exceptionClass()).strip();
    }

    JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }

    List<JsonNode> lines() throws IOException {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : response.body().split("\n", -1)) {
        if (!line.isEmpty()) {
          lines.add(JSON.readTree(line));
        }
      }
      return lines;
    }
  }

  Answer raw(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  Answer call(String account, String method, String path, String body)
      throws IOException, InterruptedException {
    if (!tokens.containsKey(account)) {
      tokens.put(account, signIn(account));
    }
    return raw(method, path, body, "X-Rucio-Auth-Token", tokens.getOrDefault(account, ""));
  }

  String signIn(String account) throws IOException, InterruptedException {
    boolean root = account.equals("root");
    Answer answer =
        raw(
            "GET",
            "/auth/userpass",
            "",
            "X-Rucio-Account",
            account,
            "X-Rucio-Username",
            root ? "ddmlab" : account,
            "X-Rucio-Password",
            root ? "secret" : "pw");
    return answer.response().headers().firstValue("X-Rucio-Auth-Token").orElse("");
  }

  Answer get(String path) throws IOException, InterruptedException {
    return call("clerk", "GET", path, "");
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return call("clerk", "POST", path, body);
  }

  Answer dataset(String name) throws IOException, InterruptedException {
    return post("/dids/clerk/" + name, "{\"type\":\"DATASET\"}");
  }

  /** Makes a rule of the clerk's on one of its DIDs and answers the id. */
  String rule(String name, String expression, int copies) throws IOException, InterruptedException {
    return post("/rules/", ruleBody(name, expression, copies)).json().path(0).asText();
  }

  static String ruleBody(String name, String expression, int copies) {
    return """
        {"dids":[{"scope":"clerk","name":"%s"}],"account":"clerk","copies":%d,
         "rse_expression":"%s","activity":"T0 Export"}"""
        .formatted(name, copies, expression);
  }

  /** An attachment of files that were made by {@link #entry}. */
  Answer attach(String dataset, String... entries) throws IOException, InterruptedException {
    return post(
        "/dids/attachments",
        """
        {"attachments":[{"scope":"clerk","name":"%s","rse":"ONSITE","dids":[%s]}],
         "ignore_duplicate":true}"""
            .formatted(dataset, String.join(",", entries)));
  }

  /** The entry of a file that lies in the on-site directory under its own name. */
  static String entry(Path onsite, String name) throws IOException {
    Path file = onsite.resolve(name);
    return entry(name, Files.size(file), adler32(Files.readAllBytes(file)), file);
  }

  static String entry(String name, long bytes, String adler32, Path file) {
    return """
        {"scope":"clerk","name":"%s","bytes":%d,"adler32":"%s","pfn":"file://localhost:0%s"}"""
        .formatted(name, bytes, adler32, file);
  }

  static String adler32(byte[] content) {
    Adler32 sum = new Adler32();
    sum.update(content);
    return String.format("%08x", sum.getValue());
  }

  static void write(Path onsite, String name, String content) throws IOException {
    Files.createDirectories(onsite);
    Files.write(onsite.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
