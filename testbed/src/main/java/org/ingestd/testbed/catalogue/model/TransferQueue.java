// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.jspecify.annotations.Nullable;

/**
 * Transfers that wait, run or have failed for good. Guarded by the lock of {@link CatalogueState}.
 */
public final class TransferQueue {

  private final Set<Transfer> waiting = new LinkedHashSet<>();
  private final Set<Transfer> running = new LinkedHashSet<>();
  private final Map<Replica, Transfer> failed = new LinkedHashMap<>();

  public void add(FileRow file, Replica destination, Instant now) {
    failed.remove(destination);
    waiting.add(new Transfer(file, destination, now));
  }

  /**
   * Takes transfers that are due; they run until {@link #done}, {@link #again} or {@link #gaveUp}.
   *
   * @param anyTime also those whose time has not come
   */
  public List<Transfer> take(int most, Instant now, boolean anyTime) {
    List<Transfer> taken = new ArrayList<>();
    Iterator<Transfer> iterator = waiting.iterator();
    while (taken.size() < most && iterator.hasNext()) {
      Transfer transfer = iterator.next();
      if (anyTime || !transfer.due().isAfter(now)) {
        iterator.remove();
        taken.add(transfer);
      }
    }
    running.addAll(taken);
    return taken;
  }

  public void done(Transfer transfer) {
    running.remove(transfer);
  }

  public void again(Transfer transfer) {
    running.remove(transfer);
    waiting.add(transfer);
  }

  public void gaveUp(Transfer transfer) {
    running.remove(transfer);
    failed.put(transfer.destination(), transfer);
  }

  public int size() {
    return waiting.size() + running.size();
  }

  /** When the next waiting transfer is due; null if none waits. */
  public @Nullable Instant nextDue() {
    return waiting.stream().map(Transfer::due).min(Instant::compareTo).orElse(null);
  }

  /** All that wait or run. */
  public List<Transfer> open() {
    List<Transfer> open = new ArrayList<>(waiting);
    open.addAll(running);
    return open;
  }

  /** A transfer of this file to this RSE that waits or runs. */
  public Optional<Transfer> open(FileRow file, Rse rse) {
    return open().stream()
        .filter(transfer -> transfer.file() == file && transfer.destination().rse() == rse)
        .findFirst();
  }

  /** The last transfer to this replica if it failed for good. */
  public @Nullable Transfer failure(Replica destination) {
    return failed.get(destination);
  }
}
