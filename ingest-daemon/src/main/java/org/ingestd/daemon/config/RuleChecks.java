// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.model.ByteSize;
import org.ingestd.daemon.config.model.ConditionConfig;
import org.ingestd.daemon.config.model.RuleConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.rse.Activity;

/** Contradictions in the rules of a source, and in what they are for. */
final class RuleChecks {

  /** Each is tried for each file: more is a program, and no condition. */
  private static final int MOST_CONDITIONS = 20;

  private static final int MOST_VALUES = 100;

  private final Faults faults;
  private final String source;

  /**
   * @param source its path in the configuration
   */
  RuleChecks(Faults faults, String source) {
    this.faults = faults;
    this.source = source;
  }

  void rules(SourceConfig.Treatment treatment) {
    List<RuleConfig> rules = treatment.rules();
    if (rules.isEmpty()) {
      faults.warn(at("rules"), "without rules no copy is ever made: files end at PROTECTED");
    }
    Known known = known(treatment);
    for (int i = 0; i < rules.size(); i++) {
      String at = Faults.item(at("rules"), i);
      if (!Activity.GENERIC.contains(rules.get(i).terms().activity())) {
        faults.warn(
            Faults.below(at, "activity"),
            "not in Rucio's generic list; only a server with its own policy takes it");
      }
      chained(rules.get(i), at);
      conditions(rules.get(i).when(), Faults.below(at, "when"), known);
    }
    twice(rules);
    safety(treatment);
  }

  private void chained(RuleConfig rule, String at) {
    if (rule.copies() == 1 && rule.chained().via().equals(Optional.of(rule.expression()))) {
      faults.refuse(
          Faults.below(at, "chained.via"),
          "the rule itself makes this one copy; leave 'chained' out");
    }
  }

  /** For one file Rucio takes such a rule once; rules for different files may look alike. */
  private void twice(List<RuleConfig> rules) {
    Map<String, List<RuleConfig>> seen = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleConfig rule = rules.get(i);
      List<RuleConfig> alike =
          seen.computeIfAbsent(rule.copies() + " " + rule.expression(), none -> new ArrayList<>());
      if (alike.stream().anyMatch(other -> isForSameFiles(other, rule))) {
        faults.refuse(
            Faults.below(Faults.item(at("rules"), i), "expression"),
            "the same expression and copies stand twice; Rucio takes such a rule once");
      }
      alike.add(rule);
    }
  }

  private static boolean isForSameFiles(RuleConfig one, RuleConfig other) {
    return one.when().isEmpty() || other.when().isEmpty() || one.when().equals(other.when());
  }

  /** What conditions can be on. */
  private record Known(List<String> groups, List<String> metadata, boolean anyMetadata) {}

  private static Known known(SourceConfig.Treatment treatment) {
    List<String> groups = SourceChecks.groups(treatment.naming());
    return new Known(
        groups,
        DescriptionChecks.given(treatment.content().metadata(), groups),
        treatment.content().metadata().sidecar().isPresent());
  }

  private void conditions(List<ConditionConfig> conditions, String at, Known known) {
    if (conditions.size() > MOST_CONDITIONS) {
      faults.refuse(at, "at most " + MOST_CONDITIONS + " conditions; write several rules");
    }
    for (int i = 0; i < conditions.size(); i++) {
      condition(conditions.get(i), Faults.item(at, i), known);
    }
  }

  private void condition(ConditionConfig condition, String at, Known known) {
    boolean onSize = condition.sizeFrom().isPresent() || condition.sizeBelow().isPresent();
    boolean onValue = !condition.is().isEmpty() || !condition.isNot().isEmpty();
    int subjects =
        (condition.group().isPresent() ? 1 : 0)
            + (condition.metadata().isPresent() ? 1 : 0)
            + (onSize ? 1 : 0);
    if (subjects != 1) {
      faults.refuse(at, "one of group, metadata, or size-from and size-below; several in several");
      return;
    }
    if (onSize && onValue) {
      faults.refuse(at, "a size is told by size-from and size-below, not by is and is-not");
    } else if (!onSize && !onValue) {
      faults.refuse(at, "is or is-not is missing: without values it says nothing");
    }
    if (condition.is().size() > MOST_VALUES || condition.isNot().size() > MOST_VALUES) {
      faults.refuse(at, "at most " + MOST_VALUES + " values");
    }
    condition
        .group()
        .filter(group -> !known.groups().contains(group))
        .ifPresent(
            group ->
                faults.refuse(
                    Faults.below(at, "group"),
                    "naming.pattern has no such group; it has " + listed(known.groups())));
    condition
        .metadata()
        .filter(key -> !known.anyMetadata() && !known.metadata().contains(key))
        .ifPresent(
            key ->
                faults.refuse(
                    Faults.below(at, "metadata"),
                    "nothing gives it; known here: " + listed(known.metadata())));
    sizes(condition, at);
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void sizes(ConditionConfig condition, String at) {
    long from = condition.sizeFrom().map(ByteSize::bytes).orElse(0L);
    long below = condition.sizeBelow().map(ByteSize::bytes).orElse(Long.MAX_VALUE);
    if (below <= from) {
      faults.refuse(
          Faults.below(at, "size-below"), "no file is so small and as large as size-from");
    }
  }

  private void safety(SourceConfig.Treatment treatment) {
    Optional<Integer> wanted = treatment.safe().copies();
    if (wanted.isEmpty()) {
      return;
    }
    int most = treatment.rules().stream().mapToInt(RuleConfig::copies).sum();
    int always =
        treatment.rules().stream()
            .filter(rule -> rule.when().isEmpty())
            .mapToInt(RuleConfig::copies)
            .sum();
    if (wanted.get() > most) {
      faults.refuse(
          at("safe.copies"),
          "the rules make only " + most + " copies, so no file would ever be SAFE");
    } else if (wanted.get() > always) {
      faults.warn(
          at("safe.copies"),
          "only "
              + always
              + " copies are made of every file: those that no other rule is for are never SAFE."
              + " Without this key a file is SAFE with as many copies as its own rules make");
    }
  }

  private String at(String key) {
    return Faults.below(source, key);
  }
}
