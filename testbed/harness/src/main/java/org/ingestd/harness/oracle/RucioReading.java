// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ingestd.harness.oracle.CatalogueContent.Collections;
import org.ingestd.harness.oracle.CatalogueContent.Replica;
import org.ingestd.harness.oracle.CatalogueContent.Rule;

/** Asks a Rucio server for all that it has in a scope, as any client can. */
public final class RucioReading {

  /** In one array of a request, by Rucio's schema. */
  private static final int MOST_DIDS = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final String scope;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String token = "";

  public RucioReading(URI server, String scope) {
    this.server = server;
    this.scope = scope;
  }

  /** Who asks. */
  public record Account(String name, String password) {}

  /** The replicas' PFNs are those of the protocol {@code file}. */
  public CatalogueContent read(Account account) throws IOException, InterruptedException {
    token = signIn(account);
    List<String> names = new ArrayList<>();
    Map<String, Set<String>> datasets = new TreeMap<>();
    Collections collections = new Collections(new HashSet<>(), new TreeMap<>());
    for (JsonNode did : lines(get("/dids/" + scope + "/"))) {
      String name = did.path("name").asText();
      switch (did.path("type").asText()) {
        case "FILE" -> names.add(name);
        case "CONTAINER" -> collections.containers().put(name, members(name, "/dids"));
        default -> {
          datasets.put(name, members(name, "/files"));
          if (!lines(get(path(name))).get(0).path("open").asBoolean()) {
            collections.closed().add(name);
          }
        }
      }
    }
    return new CatalogueContent(files(names), datasets, rules(), collections);
  }

  private String path(String name) {
    return "/dids/" + scope + "/" + encoded(name);
  }

  private Set<String> members(String name, String which) throws IOException, InterruptedException {
    Set<String> members = new HashSet<>();
    for (JsonNode member : lines(get(path(name) + which))) {
      members.add(member.path("name").asText());
    }
    return members;
  }

  private Map<String, CatalogueContent.File> files(List<String> names)
      throws IOException, InterruptedException {
    Map<String, CatalogueContent.File> files = new TreeMap<>();
    for (int from = 0; from < names.size(); from += MOST_DIDS) {
      files.putAll(page(names.subList(from, Math.min(from + MOST_DIDS, names.size()))));
    }
    return files;
  }

  private Map<String, CatalogueContent.File> page(List<String> names)
      throws IOException, InterruptedException {
    Map<String, CatalogueContent.File> files = new TreeMap<>();
    ObjectNode question = JSON.createObjectNode().put("all_states", true);
    question.putArray("schemes").add("file");
    ArrayNode dids = question.putArray("dids");
    names.forEach(name -> dids.addObject().put("scope", scope).put("name", name));
    for (JsonNode file : lines(post("/replicas/list", question.toString()))) {
      files.put(
          file.path("name").asText(),
          new CatalogueContent.File(
              file.path("bytes").asLong(),
              file.path("adler32").asText(""),
              file.path("md5").asText(""),
              replicas(file)));
    }
    for (String name : names) {
      files.computeIfAbsent(name, none -> new CatalogueContent.File(-1, "", "", List.of()));
    }
    return files;
  }

  private static List<Replica> replicas(JsonNode file) {
    List<Replica> replicas = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rse : file.path("rses").properties()) {
      for (JsonNode pfn : rse.getValue()) {
        String state = file.path("states").path(rse.getKey()).asText();
        replicas.add(new Replica(rse.getKey(), state, pfn.asText()));
      }
    }
    return replicas;
  }

  private List<Rule> rules() throws IOException, InterruptedException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : lines(get("/rules/"))) {
      if (rule.path("scope").asText().equals(scope)) {
        String id = rule.path("id").asText();
        rules.add(
            new Rule(
                id,
                rule.path("name").asText(),
                rule.path("rse_expression").asText(),
                rule.path("copies").asInt(),
                locks(id)));
      }
    }
    return rules;
  }

  private Map<String, Integer> locks(String rule) throws IOException, InterruptedException {
    Map<String, Integer> locks = new HashMap<>();
    for (JsonNode lock : lines(get("/rules/" + rule + "/locks"))) {
      locks.merge(lock.path("name").asText(), 1, Integer::sum);
    }
    return locks;
  }

  private String signIn(Account account) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/auth/userpass"))
            .header("X-Rucio-Account", account.name)
            .header("X-Rucio-Username", account.name)
            .header("X-Rucio-Password", account.password)
            .build();
    return http.send(request, BodyHandlers.discarding())
        .headers()
        .firstValue("X-Rucio-Auth-Token")
        .orElseThrow(() -> new IOException("The harness cannot sign in at " + server));
  }

  private HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest post(String path, String body) {
    return request(path).POST(BodyPublishers.ofString(body)).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).header("X-Rucio-Auth-Token", token);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private List<JsonNode> lines(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
