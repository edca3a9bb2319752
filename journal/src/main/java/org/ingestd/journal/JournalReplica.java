// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A copy of a file as custody last saw it.
 *
 * @param state Rucio's word, e.g. AVAILABLE
 * @param verified by whom size and checksum were confirmed: {@code catalogue}
 */
public record JournalReplica(String rse, String state, String verified) {

  private static final String AVAILABLE = "AVAILABLE";

  /** The RSEs of those that are there. */
  public static Set<String> available(List<JournalReplica> replicas) {
    return replicas.stream()
        .filter(replica -> replica.state.equals(AVAILABLE))
        .map(JournalReplica::rse)
        .collect(Collectors.toSet());
  }
}
