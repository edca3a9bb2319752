// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the configuration of a run asks for, in the oracle's own words.
 *
 * @param naming how a file is to be called
 * @param rules wanted on each dataset: copies by RSE expression
 * @param safe what makes a file SAFE
 * @param collecting how datasets are filled and closed; empty: one dataset for all, never closed
 */
public record Wishes(
    Naming naming, Map<String, Integer> rules, Safe safe, Optional<Collecting> collecting) {

  /**
   * Datasets are closed when all has arrived, and each lies in the container.
   *
   * @param files at most so many in one
   */
  public record Collecting(int files, String container) {}

  /** Whether a file may be in this dataset. */
  boolean mayBeIn(String dataset, String path) {
    String base = naming.dataset().apply(path);
    return dataset.equals(base)
        || collecting.isPresent()
            && dataset.startsWith(base)
            && dataset.substring(base.length()).matches("_part[0-9]{3}");
  }

  /**
   * @param did a file's DID name by its path below the source
   * @param dataset its dataset's name by the same
   * @param place where its replica lies, as the path of a PFN, by the same
   */
  public record Naming(
      UnaryOperator<String> did, UnaryOperator<String> dataset, UnaryOperator<String> place) {}

  /**
   * @param rses that count as permanent storage
   */
  public record Safe(String sourceRse, Set<String> rses, int copies) {}
}
