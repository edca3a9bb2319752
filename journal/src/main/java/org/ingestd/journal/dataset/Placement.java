// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

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

  /**
   * @throws IllegalArgumentException if the night is none, or the container is of another scope
   */
  public Placement {
    if (!night.matches("\\d{8}")) {
      throw new IllegalArgumentException("'" + night + "' is no night YYYYMMDD");
    }
    if (container != null && !container.scope().equals(base.scope())) {
      throw new IllegalArgumentException(container + " is of another scope than " + base);
    }
  }
}
