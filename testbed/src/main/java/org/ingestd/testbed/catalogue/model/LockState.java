// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

/** States of a rule's lock on one file at one RSE. */
public enum LockState {
  OK,
  REPLICATING,
  STUCK
}
