// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.daemons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ingestd.testbed.catalogue.change.Placement;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.FileLock;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.model.RuleState;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** Rucio's judge daemons: evaluator, injector, repairer and cleaner, each as one pass. */
final class Judge {

  private final CatalogueState state;
  private final Placement placement;
  private final Duration repairAfter;

  Judge(CatalogueState state, Duration repairAfter) {
    this.state = state;
    this.placement = new Placement(state);
    this.repairAfter = repairAfter;
  }

  /** Extends rules over the files that came since the last pass, and places injected rules. */
  void evaluate() {
    state.writing(
        () -> {
          for (CollectionRow dataset : state.takeUpdated()) {
            List<FileRow> fresh = dataset.takeFresh();
            for (Rule rule : dataset.rulesHereAndAbove()) {
              if (rule.state() != RuleState.INJECT && rule.state() != RuleState.SUSPENDED) {
                attempt(rule, toPlace -> placement.place(toPlace, dataset, fresh));
              }
            }
          }
          state.takeInjected().forEach(rule -> attempt(rule, placement::placeAll));
          return this;
        });
  }

  /** A rule that cannot be extended now is STUCK and says why; the repairer tries again. */
  private void attempt(Rule rule, Consumer<Rule> extension) {
    try {
      extension.accept(rule);
      rule.settle(null, state.now());
    } catch (RucioError refused) {
      rule.setState(RuleState.STUCK, refused.text(), state.now());
    }
  }

  /** Removes expired rules; gives STUCK ones that are boosted or old enough another try. */
  void tidy() {
    state.writing(
        () -> {
          Instant now = state.now();
          List<Rule> expired = new ArrayList<>();
          for (Rule rule : state.rules()) {
            Instant expires = rule.terms().expires();
            if (expires != null && expires.isBefore(now)) {
              expired.add(rule);
            } else if (rule.state() == RuleState.STUCK
                && (rule.boosted() || rule.updated().plus(repairAfter).isBefore(now))) {
              repair(rule);
            }
          }
          expired.forEach(state::removeRule);
          return this;
        });
  }

  private void repair(Rule rule) {
    rule.setBoosted(false);
    if (rule.did() instanceof CollectionRow collection) {
      collection.forEachFile(file -> repair(rule, file));
    } else {
      repair(rule, (FileRow) rule.did());
    }
    attempt(rule, placement::placeAll);
  }

  private void repair(Rule rule, FileRow file) {
    for (FileLock lock : file.locks()) {
      if (lock.rule() != rule || lock.state() != LockState.STUCK) {
        continue;
      }
      Replica replica = file.replica(lock.rse());
      if (replica == null) {
        replica = file.addComputedReplica(lock.rse(), ReplicaState.UNAVAILABLE);
      }
      lock.setState(replica.available() ? LockState.OK : LockState.REPLICATING);
      if (!replica.available() && replica.state() != ReplicaState.COPYING) {
        replica.setState(ReplicaState.COPYING);
        state.transfers().add(file, replica, state.now());
      }
    }
  }
}
