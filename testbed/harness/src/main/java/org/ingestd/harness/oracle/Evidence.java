// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.Map;
import java.util.Set;

/**
 * Everything that a run has left, read by the oracle's own means.
 *
 * @param before the source's files when the run began
 * @param acknowledged changes that the daemon was told are durable
 * @param ended whether the daemon had all the time it needed; else only what may never be, not even
 *     for a moment, is a violation
 */
public record Evidence(
    DiskPicture before,
    DiskPicture after,
    Catalogued catalogued,
    JournalContent journal,
    Set<Acknowledged> acknowledged,
    boolean ended) {

  /**
   * What the catalogue has.
   *
   * @param copies of replicas elsewhere than on the source RSE: the bytes at their PFN, if any
   */
  public record Catalogued(CatalogueContent content, Map<String, DiskFile> copies) {}

  /**
   * @param path below the source's directory
   */
  public record Acknowledged(String path, int generation, String state) {}
}
