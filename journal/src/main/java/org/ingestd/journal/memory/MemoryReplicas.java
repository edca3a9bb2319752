// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ingestd.journal.Destination;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.outlook.CopyTally;

/** The copies of files as custody last saw them; under the journal's lock. */
final class MemoryReplicas {

  private final MemoryFiles files;
  private final MemoryRules rules;
  private final Map<Long, TreeMap<String, JournalReplica>> replicas = new HashMap<>();
  private final Map<Long, Instant> looked = new HashMap<>();

  MemoryReplicas(MemoryFiles files, MemoryRules rules) {
    this.files = files;
    this.rules = rules;
  }

  void save(Map<Long, List<JournalReplica>> saved, List<Destination> destinations, Instant now) {
    for (Long id : saved.keySet()) {
      if (files.remembered(id).isEmpty()) {
        throw new IllegalArgumentException("Replicas of file " + id + ", which is not known");
      }
    }
    saved.forEach((id, list) -> save(id, list, destinations, FileChanges.kept(now)));
  }

  private void save(
      long id, List<JournalReplica> list, List<Destination> destinations, Instant now) {
    Instant before = looked.get(id);
    if (before != null) {
      Set<String> came = new HashSet<>(JournalReplica.available(list));
      came.removeAll(JournalReplica.available(of(id)));
      long size = files.remembered(id).orElseThrow().file().size();
      for (Destination to : destinations) {
        rules.came(CopyTally.stepOf(before), to, to.bytes(size, came));
      }
    }
    TreeMap<String, JournalReplica> byRse = new TreeMap<>();
    list.forEach(replica -> byRse.put(replica.rse(), replica));
    replicas.put(id, byRse);
    if (list.isEmpty()) {
      looked.remove(id);
    } else {
      looked.put(id, now);
    }
  }

  List<JournalReplica> of(long id) {
    return List.copyOf(replicas.getOrDefault(id, new TreeMap<>()).values());
  }
}
