// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.util.Collection;
import java.util.Set;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.rse.Did;

/**
 * Where a rule sends files.
 *
 * @param did what the rule is on
 * @param rses that the expression stands for, without the source RSE
 */
public record Destination(Did did, String expression, Set<String> rses) {

  public Destination {
    rses = Set.copyOf(rses);
  }

  /**
   * What came here by copies of one file.
   *
   * @param size of the file, in bytes
   * @param came RSEs that have a copy now and had none before
   */
  public CopyTally.Counts bytes(long size, Collection<String> came) {
    return new CopyTally.Counts(0, 0, size * came.stream().filter(rses::contains).count());
  }
}
