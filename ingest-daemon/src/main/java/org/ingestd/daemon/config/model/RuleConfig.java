// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ingestd.registration.catalogue.WantedRule.Grouping;

/** A replication rule. */
public record RuleConfig(
    @Key(value = "RSE expression.", example = "QOS=TAPE", asked = true) String expression,
    @Key(value = "On how many RSEs.", unset = "1", min = 1, max = 100) int copies,
    @Key(
            value =
                "Which files the rule is for: all of these conditions must hold. It stands on the"
                    + " dataset if that decides them, else on each file.",
            unsetSays = "every file")
        List<ConditionConfig> when,
    @Key("Spares a thin link: one copy elsewhere first, the others from there.") Chained chained,
    @Inline Terms terms) {

  /** Where the first copy goes. */
  public record Chained(
      @Key(
              value =
                  "RSE expression: one of these gets a copy first, by a rule of its own, and the"
                      + " rule's copies are made only from there.",
              unsetSays = "copies are made from wherever Rucio likes",
              example = "OFFSITE=true")
          Optional<String> via) {}

  /** How it is carried out. */
  public record Terms(
      @Key(
              value = "Rucio's activity, which decides the share of bandwidth.",
              unset = "User Subscriptions")
          String activity,
      @Key(value = "The rule ends after this.", unsetSays = "never", example = "365d", min = 1)
          Optional<Duration> lifetime,
      @Key(value = "RSE attribute that weighs the choice.", unsetSays = "none")
          Optional<String> weight,
      @Key(value = "Which files of a dataset go to one RSE together.", unset = "dataset")
          Grouping grouping) {}
}
