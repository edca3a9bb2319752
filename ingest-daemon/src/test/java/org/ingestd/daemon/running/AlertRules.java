// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ingestd.daemon.Documents;

/** What stands in the examples for Prometheus and Grafana, and what is wrong with it. */
final class AlertRules {

  static final Path EXAMPLES = Documents.TOP.resolve("config-examples");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Of ours, and those of libraries that the rules use. */
  private static final Pattern METRIC = Pattern.compile("\\b(?:ingestd|process|jvm)_[a-z0-9_]+");

  private AlertRules() {}

  static JsonNode rules() throws IOException {
    return YAML.readTree(EXAMPLES.resolve("prometheus/ingestd-alerts.yaml").toFile());
  }

  /** The documents with cases, as one stream of cases. */
  static Stream<JsonNode> cases() throws IOException {
    Stream<JsonNode> all = Stream.empty();
    for (String name : new String[] {"ingestd-alerts.test.yaml", "ingestd-alerts-days.test.yaml"}) {
      JsonNode tests = YAML.readTree(EXAMPLES.resolve("prometheus/" + name).toFile()).get("tests");
      all = Stream.concat(all, stream(tests).flatMap(test -> stream(test.get("alert_rule_test"))));
    }
    return all;
  }

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(EXAMPLES.resolve("grafana/ingestd.json").toFile());
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get);
  }

  /** Alerts by name. */
  static Map<String, JsonNode> alerts(JsonNode rules) {
    Map<String, JsonNode> alerts = new TreeMap<>();
    stream(rules.get("groups"))
        .flatMap(group -> stream(group.get("rules")))
        .filter(rule -> rule.has("alert"))
        .forEach(rule -> alerts.put(rule.get("alert").asText(), rule));
    return alerts;
  }

  /** The names of metrics in an expression. */
  static Set<String> metrics(String expression) {
    Set<String> names = new TreeSet<>();
    METRIC.matcher(expression).results().forEach(name -> names.add(name.group()));
    return names;
  }

  /** Of every expression in a document, the names that no daemon has. */
  static Set<String> unknownMetrics(JsonNode document, Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    for (JsonNode expression : document.findValues("expr")) {
      unknown.addAll(metrics(expression.asText()));
    }
    for (JsonNode variable : document.findValues("definition")) {
      unknown.addAll(metrics(variable.asText()));
    }
    unknown.removeIf(
        name -> known.contains(name) || known.contains(name.replaceFirst("_(bucket|count)$", "")));
    return unknown;
  }

  /** Alerts without a case in which they fire, or without one in which they do not. */
  static Set<String> withoutBothCases(Set<String> alerts, Stream<JsonNode> cases) {
    Set<String> fires = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    cases.forEach(
        one ->
            (one.get("exp_alerts").isEmpty() ? quiet : fires).add(one.get("alertname").asText()));
    Set<String> missing = new TreeSet<>(alerts);
    missing.removeIf(alert -> fires.contains(alert) && quiet.contains(alert));
    return missing;
  }

  /** Alerts whose runbook is no section of a document. */
  static Set<String> withoutRunbook(Map<String, JsonNode> alerts, String document) {
    Set<String> anchors = new TreeSet<>();
    document
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
        .forEach(anchors::add);
    Set<String> missing = new TreeSet<>();
    alerts.forEach(
        (name, alert) -> {
          String url = alert.at("/annotations/runbook_url").asText();
          int hash = url.indexOf("docs/problems.md#");
          if (hash < 0 || !anchors.contains(url.substring(url.indexOf('#') + 1))) {
            missing.add(name);
          }
        });
    return missing;
  }
}
