// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.time.Duration;
import java.util.Optional;
import org.ingestd.registration.catalogue.WantedRule.Grouping;

/** A replication rule. */
@Later("chained")
public record RuleConfig(
    @Key(value = "RSE expression.", example = "QOS=TAPE") String expression,
    @Key(value = "On how many RSEs.", unset = "1", min = 1, max = 100) int copies,
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
