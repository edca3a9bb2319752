// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Rucio server has in one scope.
 *
 * @param files by DID name
 * @param datasets the names of their files, by DID name
 */
public record CatalogueContent(
    Map<String, File> files,
    Map<String, Set<String>> datasets,
    List<Rule> rules,
    Collections collections) {

  /**
   * @param closed names of datasets
   * @param containers the names of their datasets, by DID name
   */
  public record Collections(Set<String> closed, Map<String, Set<String>> containers) {}

  /** Checksums are empty if the server has none. */
  public record File(long bytes, String adler32, String md5, List<Replica> replicas) {}

  /**
   * @param state as Rucio says, e.g. AVAILABLE
   */
  public record Replica(String rse, String state, String pfn) {}

  /**
   * @param name of the DID that it stands on
   * @param locks how many of its locks each file has, by DID name
   */
  public record Rule(
      String id, String name, String expression, int copies, Map<String, Integer> locks) {}
}
