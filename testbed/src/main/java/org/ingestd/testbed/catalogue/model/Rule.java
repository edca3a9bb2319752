// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.jspecify.annotations.Nullable;

/** A replication rule with its counters. Guarded by the lock of {@link CatalogueState}. */
public final class Rule {

  private final String id;
  private final DidRow did;
  private final Account owner;
  private final Wish wish;
  private final Instant created;
  private final Map<Object, List<Rse>> chosen = new HashMap<>();
  private final Map<LockState, Long> locks = new EnumMap<>(LockState.class);
  private Terms terms;
  private RuleState state = RuleState.OK;
  private @Nullable String error;
  private Instant updated;
  private boolean boosted;

  /** What cannot be changed; with DID and account the key that makes two rules duplicates. */
  public record Wish(String expression, int copies, String grouping, Details details) {}

  /** What is only shown. */
  public record Details(
      String activity, @Nullable String weight, String notification, @Nullable String source) {}

  /**
   * What {@code PUT /rules/{id}} can change.
   *
   * @param expires null: never
   */
  public record Terms(
      boolean locked,
      boolean purge,
      int priority,
      @Nullable Instant expires,
      @Nullable String comment) {}

  public Rule(String id, DidRow did, Account owner, Wish wish, Terms terms, Instant created) {
    this.id = id;
    this.did = did;
    this.owner = owner;
    this.wish = wish;
    this.terms = terms;
    this.created = created;
    this.updated = created;
  }

  public String id() {
    return id;
  }

  public DidRow did() {
    return did;
  }

  public Account owner() {
    return owner;
  }

  public Wish wish() {
    return wish;
  }

  public Terms terms() {
    return terms;
  }

  public Instant created() {
    return created;
  }

  public Instant updated() {
    return updated;
  }

  public RuleState state() {
    return state;
  }

  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  public boolean boosted() {
    return boosted;
  }

  public void setTerms(Terms changed, Instant now) {
    terms = changed;
    updated = now;
  }

  /** Lets the repairer take this rule at once. */
  public void setBoosted(boolean isBoosted) {
    boosted = isBoosted;
  }

  /**
   * @param reason null: no error
   */
  public void setState(RuleState to, @Nullable String reason, Instant now) {
    state = to;
    error = reason;
    updated = now;
  }

  public long locks(LockState of) {
    return locks.getOrDefault(of, 0L);
  }

  void count(LockState of, int change) {
    locks.merge(of, (long) change, Long::sum);
  }

  /** STUCK before REPLICATING before OK, as the counters say. */
  public void settle(@Nullable String reason, Instant now) {
    if (state == RuleState.SUSPENDED) {
      return;
    }
    if (locks(LockState.STUCK) > 0) {
      setState(RuleState.STUCK, reason == null ? error : reason, now);
    } else {
      boolean done = locks(LockState.REPLICATING) == 0;
      setState(done ? RuleState.OK : RuleState.REPLICATING, null, now);
    }
  }

  /**
   * The RSEs chosen for a group of files (a dataset, or the whole rule), empty before the choice.
   */
  public List<Rse> chosen(Object group) {
    return chosen.getOrDefault(group, List.of());
  }

  public void choose(Object group, List<Rse> rses) {
    chosen.put(group, rses);
  }

  @Override
  public String toString() {
    return id;
  }
}
