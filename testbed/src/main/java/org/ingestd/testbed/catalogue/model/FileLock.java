// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import org.ingestd.testbed.catalogue.storage.Rse;

/** A rule's lock on one file at one RSE; the rule counts the states of its locks. */
public final class FileLock {

  private final Rule rule;
  private final Rse rse;
  private LockState state;

  FileLock(Rule rule, Rse rse, LockState state) {
    this.rule = rule;
    this.rse = rse;
    this.state = state;
    rule.count(state, 1);
  }

  public Rule rule() {
    return rule;
  }

  public Rse rse() {
    return rse;
  }

  public LockState state() {
    return state;
  }

  public void setState(LockState to) {
    rule.count(state, -1);
    rule.count(to, 1);
    state = to;
  }
}
