// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * What a file's names say of the dataset that it belongs to.
 *
 * @param base the dataset as the naming has it
 * @param container that holds the dataset; null: none
 * @param night {@code YYYYMMDD}
 */
public record Placement(Did base, @Nullable Did container, String night, Filling filling) {

  /** Compiled once: there is one for each file. */
  private static final Predicate<String> NIGHT = Pattern.compile("\\d{8}").asMatchPredicate();

  /**
   * @throws IllegalArgumentException if the night is none, or the container is of another scope
   */
  public Placement {
    if (!NIGHT.test(night)) {
      throw new IllegalArgumentException("'" + night + "' is no night YYYYMMDD");
    }
    if (container != null && !container.scope().equals(base.scope())) {
      throw new IllegalArgumentException(container + " is of another scope than " + base);
    }
  }
}
