// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.model.NamingConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.routes.disk.MarkerTemplate;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.NamingSettings;

/** Contradictions within one source. */
final class SourceChecks {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final Set<String> IN_MARKERS = Set.of("path", "name", "stem", "dir");

  private final Faults faults;
  private final String path;

  /**
   * @param path of the source
   */
  SourceChecks(Faults faults, String path) {
    this.faults = faults;
    this.path = path;
  }

  void treatment(SourceConfig.Treatment treatment) {
    naming(treatment.naming());
    description(treatment);
    new RuleChecks(faults, path).rules(treatment);
  }

  void completeness(SourceConfig.Completeness completeness) {
    complete(completeness.complete());
    new CollectionChecks(faults, path)
        .completeness(completeness.datasets(), completeness.expected());
  }

  /** What needs the source as a whole. */
  void source(SourceConfig source) {
    new CollectionChecks(faults, path).source(source, groups(source.treatment().naming()));
  }

  /** None where the pattern has a fault of its own, which is told beside naming. */
  static List<String> groups(NamingConfig naming) {
    try {
      NamingSettings alone = templates(naming, "s", "{path}", Optional.empty());
      return new Naming("source", alone, NameRules.NEWEST).groups();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private void complete(SourceConfig.Complete complete) {
    if (complete.quiet().isZero() && complete.marker().isEmpty()) {
      faults.refuse(
          at("complete.quiet"), "0s is allowed only with a marker; else no file would ever settle");
    }
    complete.marker().ifPresent(this::marker);
  }

  private void marker(String marker) {
    String at = at("complete.marker");
    Set<String> places =
        PLACEHOLDER.matcher(marker).results().map(place -> place.group(1)).collect(toSet());
    if (!IN_MARKERS.containsAll(places)) {
      faults.refuse(at, "placeholders are {path}, {name}, {stem} and {dir}");
      return;
    }
    try {
      new MarkerTemplate(marker);
    } catch (IllegalArgumentException e) {
      faults.refuse(at, String.valueOf(e.getMessage()));
    }
  }

  /** Each template alone, so that the fault stands beside its own key. */
  private void naming(NamingConfig naming) {
    Map<String, NamingSettings> alone =
        Map.of(
            "scope", templates(naming, naming.scope(), "{path}", Optional.empty()),
            "did", templates(naming, "s", naming.did(), Optional.empty()),
            "dataset", templates(naming, "s", "{path}", naming.dataset()));
    alone.forEach(
        (key, settings) -> {
          try {
            new Naming("source", settings, NameRules.NEWEST);
          } catch (IllegalArgumentException e) {
            faults.refuse(at("naming." + key), String.valueOf(e.getMessage()));
          }
        });
    try {
      new Naming(
          "source",
          templates(naming, "s", "{path}", Optional.empty()),
          naming.container(),
          NameRules.NEWEST);
    } catch (IllegalArgumentException e) {
      faults.refuse(at("naming.container"), String.valueOf(e.getMessage()));
    }
  }

  private void description(SourceConfig.Treatment treatment) {
    DescriptionChecks checks = new DescriptionChecks(faults, path);
    checks.metadata(treatment.content().metadata(), groups(treatment.naming()));
    checks.checksumFiles(treatment.content().checksumFiles());
  }

  private static NamingSettings templates(
      NamingConfig naming, String scope, String did, Optional<String> dataset) {
    return new NamingSettings(
        naming.pattern(),
        scope,
        did,
        dataset,
        new NamingSettings.Night(naming.night().zone(), naming.night().noonToNoon()),
        naming.escape());
  }

  private String at(String key) {
    return Faults.below(path, key);
  }
}
