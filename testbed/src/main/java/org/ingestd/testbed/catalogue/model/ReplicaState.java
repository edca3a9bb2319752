// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import org.ingestd.testbed.catalogue.wire.RucioError;

/** States of a replica, with the letter that requests carry. */
public enum ReplicaState {
  AVAILABLE("A"),
  UNAVAILABLE("U"),
  COPYING("C"),
  BEING_DELETED("B"),
  BAD("D"),
  TEMPORARY_UNAVAILABLE("T");

  private final String letter;

  ReplicaState(String letter) {
    this.letter = letter;
  }

  /**
   * @throws RucioError for a letter that the schema knows and the code does not
   */
  public static ReplicaState ofLetter(String letter) {
    for (ReplicaState state : values()) {
      if (state.letter.equals(letter)) {
        return state;
      }
    }
    throw RucioError.plainText("'" + letter + "' is not a valid ReplicaState");
  }
}
