// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

/** States of a rule that this catalogue reaches. */
public enum RuleState {
  REPLICATING,
  OK,
  STUCK,
  SUSPENDED,
  INJECT
}
