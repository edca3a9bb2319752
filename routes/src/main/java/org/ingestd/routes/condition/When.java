// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files a rule is for: those for which all conditions hold. */
public record When(List<Condition> conditions) {

  /** Every file. */
  public static final When ALWAYS = new When(List.of());

  public When {
    conditions = List.copyOf(conditions);
  }

  public boolean isAlways() {
    return conditions.isEmpty();
  }

  /** What decides: the first condition that fails, or all that hold. */
  public Verdict judge(Subject file) {
    List<Verdict> verdicts = conditions.stream().map(condition -> condition.judge(file)).toList();
    return verdicts.stream()
        .filter(verdict -> !verdict.holds())
        .findFirst()
        .orElseGet(
            () ->
                new Verdict(
                    true,
                    isAlways()
                        ? "for every file"
                        : verdicts.stream().map(Verdict::why).collect(Collectors.joining(", "))));
  }

  /**
   * Whether all files of a dataset agree, so that the rule can stand on the dataset.
   *
   * @param groups of the pattern that the dataset's name is made of
   */
  public boolean isOfDataset(Set<String> groups) {
    return conditions.stream()
        .allMatch(
            condition ->
                condition instanceof Condition.OfGroup ofGroup && groups.contains(ofGroup.group()));
  }

  /** Whether it depends on what is found in or beside a file. */
  public boolean asksMetadata() {
    return conditions.stream().anyMatch(Condition.OfMetadata.class::isInstance);
  }

  /** As it is written, in words; empty without conditions. */
  @Override
  public String toString() {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(", "));
  }
}
