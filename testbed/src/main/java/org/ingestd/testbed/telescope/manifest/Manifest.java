// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries in the order in which they were finished. Thread-safe. */
public final class Manifest {

  private final List<ManifestEntry> entries = new ArrayList<>();

  public synchronized void add(ManifestEntry entry) {
    entries.add(entry);
  }

  /** A copy of all entries so far. */
  public synchronized List<ManifestEntry> entries() {
    return List.copyOf(entries);
  }

  public List<ManifestEntry> entries(Fate fate) {
    return entries().stream().filter(entry -> entry.fate() == fate).toList();
  }

  /** Bytes of all entries of this fate. */
  public long bytes(Fate fate) {
    return entries(fate).stream()
        .map(ManifestEntry::content)
        .flatMap(Optional::stream)
        .mapToLong(WrittenBytes::size)
        .sum();
  }
}
