// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import java.util.List;

/**
 * Whether Rucio may delete files of an RSE. Its reaper removes a replica whose tombstone has passed
 * and that no rule holds; {@code tombstone_delay} gives each replica without a rule a tombstone,
 * {@code greedyDeletion} lets it go as soon as it may (Rucio 32 to 41, core/replica.py and
 * daemons/reaper).
 *
 * @param allowed {@code availability_delete}
 * @param attributes those of the RSE that make it happen, as {@code key=value}; empty: none
 */
public record Deletion(boolean allowed, List<String> attributes) {

  public Deletion {
    attributes = List.copyOf(attributes);
  }
}
