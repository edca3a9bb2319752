// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseExpression;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.jspecify.annotations.Nullable;

/**
 * Gives files their locks under a rule, and asks for the copies that are missing. Call under the
 * catalogue's lock.
 */
public final class Placement {

  private final CatalogueState state;

  public Placement(CatalogueState state) {
    this.state = state;
  }

  /**
   * The RSEs that a rule may use now.
   *
   * @throws RucioError InvalidRSEExpression, RSEWriteBlocked, InsufficientTargetRSEs or
   *     InsufficientAccountLimit
   */
  public List<Rse> candidates(Rule.Wish wish, boolean ignoreAvailability) {
    Set<Rse> matching = RseExpression.resolve(wish.expression(), state.site().all());
    String weight = wish.details().weight();
    List<Rse> candidates =
        new ArrayList<>(
            matching.stream().filter(rse -> ignoreAvailability || rse.writable()).toList());
    if (candidates.isEmpty()) {
      throw RucioError.of("RSEWriteBlocked", "RSE excluded; not available for writing.");
    }
    candidates.removeIf(rse -> weight != null && weight(rse, weight) == null);
    if (candidates.size() < wish.copies()) {
      throw RucioError.of(
          "InsufficientTargetRSEs",
          "Target RSE set not sufficient for number of copies. ("
              + wish.copies()
              + " copies requested, RSE set size "
              + candidates.size()
              + ")");
    }
    return candidates;
  }

  /** Locks all files of the rule's DID that it does not lock yet. */
  public void placeAll(Rule rule) {
    if (rule.did() instanceof CollectionRow collection) {
      collection.forEachDataset(
          dataset -> {
            List<FileRow> files = new ArrayList<>();
            dataset.children().forEach(child -> files.add((FileRow) child));
            place(rule, dataset, files);
          });
    } else {
      place(rule, rule.did(), List.of((FileRow) rule.did()));
    }
  }

  /**
   * Locks files that the rule does not lock yet.
   *
   * @param group their dataset, or the file itself
   * @throws RucioError as {@link #candidates}; nothing is changed then
   */
  public void place(Rule rule, DidRow group, Collection<FileRow> files) {
    List<FileRow> missing = files.stream().filter(file -> !file.isLockedBy(rule)).toList();
    if (missing.isEmpty()) {
      return;
    }
    if (rule.wish().grouping().equals("NONE")) {
      for (FileRow file : missing) {
        choose(rule, file, List.of(file)).forEach(rse -> lock(rule, file, rse));
      }
      return;
    }
    Object key = rule.wish().grouping().equals("ALL") ? rule : group;
    List<Rse> chosen = choose(rule, key, missing);
    for (FileRow file : missing) {
      chosen.forEach(rse -> lock(rule, file, rse));
    }
  }

  private List<Rse> choose(Rule rule, Object key, List<FileRow> files) {
    List<Rse> before = rule.chosen(key);
    if (!before.isEmpty()) {
      return before;
    }
    List<Rse> candidates = candidates(rule.wish(), false);
    long bytes = files.stream().mapToLong(FileRow::bytes).sum();
    candidates.removeIf(rse -> rule.owner().quotaLeft(rse) <= bytes);
    if (candidates.size() < rule.wish().copies()) {
      throw insufficientQuota();
    }
    Map<Rse, Long> present = present(files);
    List<Rse> order = shuffled(candidates, rule.wish().details().weight());
    order.sort(Comparator.comparing((Rse rse) -> present.getOrDefault(rse, 0L)).reversed());
    List<Rse> chosen = List.copyOf(order.subList(0, rule.wish().copies()));
    if (!(key instanceof FileRow)) {
      rule.choose(key, chosen);
    }
    return chosen;
  }

  static RucioError insufficientQuota() {
    return RucioError.of(
        "InsufficientAccountLimit",
        "There is insufficient quota on any of the target RSE's to fulfill the operation.");
  }

  /** How many bytes of these files an RSE has already: such RSEs are preferred. */
  private static Map<Rse, Long> present(List<FileRow> files) {
    Map<Rse, Long> present = new HashMap<>();
    for (FileRow file : files) {
      for (Replica replica : file.replicas()) {
        if (replica.available() || replica.state() == ReplicaState.COPYING) {
          present.merge(replica.rse(), file.bytes() + 1, Long::sum);
        }
      }
    }
    return present;
  }

  private List<Rse> shuffled(List<Rse> candidates, @Nullable String weight) {
    Map<Rse, Double> luck = new HashMap<>();
    for (Rse rse : candidates) {
      Double share = weight == null ? Double.valueOf(1) : weight(rse, weight);
      luck.put(rse, Math.pow(state.random().nextDouble(), 1 / (share == null ? 1 : share)));
    }
    List<Rse> order = new ArrayList<>(candidates);
    order.sort(Comparator.comparing((Rse rse) -> luck.getOrDefault(rse, 0.0)).reversed());
    return order;
  }

  private static @Nullable Double weight(Rse rse, String attribute) {
    Object value = rse.attributes().get(attribute);
    try {
      double weight = value == null ? 0 : Double.parseDouble(value.toString());
      return weight > 0 ? weight : null;
    } catch (NumberFormatException notNumeric) {
      return null;
    }
  }

  private void lock(Rule rule, FileRow file, Rse rse) {
    Replica replica = file.replica(rse);
    if (replica != null && replica.available()) {
      state.addLock(file, rule, rse, LockState.OK);
      return;
    }
    state.addLock(file, rule, rse, LockState.REPLICATING);
    if (replica == null) {
      replica = file.addComputedReplica(rse, ReplicaState.UNAVAILABLE);
    }
    if (replica.state() != ReplicaState.COPYING) {
      replica.setState(ReplicaState.COPYING);
      state.transfers().add(file, replica, state.now());
    }
  }
}
