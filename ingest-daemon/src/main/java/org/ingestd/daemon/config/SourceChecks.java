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

  void completeness(SourceConfig.Complete complete) {
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
  }

  private void description(SourceConfig.Treatment treatment) {
    DescriptionChecks checks = new DescriptionChecks(faults, path);
    NamingSettings alone = templates(treatment.naming(), "s", "{path}", Optional.empty());
    try {
      checks.metadata(
          treatment.content().metadata(), new Naming("source", alone, NameRules.NEWEST).groups());
    } catch (IllegalArgumentException e) {
      // The pattern's own fault is told beside naming.
      checks.metadata(treatment.content().metadata(), List.of());
    }
    checks.checksumFiles(treatment.content().checksumFiles());
  }

  static NamingSettings templates(
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
