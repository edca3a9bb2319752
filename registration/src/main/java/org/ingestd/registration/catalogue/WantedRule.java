// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import java.time.Duration;
import java.util.Optional;
import org.ingestd.rse.Did;

/**
 * A rule that should exist. Equal for Rucio are rules with the same DID, account, expression,
 * copies.
 */
public record WantedRule(Did did, String expression, int copies, Terms terms) {

  /**
   * @param lifetime empty: for ever
   * @param weight an RSE attribute
   * @param comment at most 250 characters
   * @param source copies are made only from the RSEs of this expression; empty: from any
   */
  public record Terms(
      Optional<Duration> lifetime,
      String activity,
      Optional<String> weight,
      Grouping grouping,
      String comment,
      Optional<String> source) {

    /** Copies are made from wherever Rucio likes. */
    public Terms(
        Optional<Duration> lifetime,
        String activity,
        Optional<String> weight,
        Grouping grouping,
        String comment) {
      this(lifetime, activity, weight, grouping, comment, Optional.empty());
    }
  }

  /** Which files of a dataset go to one RSE together. */
  public enum Grouping {
    DATASET,
    ALL,
    NONE
  }

  public WantedRule {
    if (copies < 1) {
      throw new IllegalArgumentException("A rule of " + copies + " copies");
    }
  }
}
