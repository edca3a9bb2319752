// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.difference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What differs. The words are part of the command line's contract. */
public enum Kind {
  /** Registered, and not on the disk any more. */
  MISSING("Restore the file from a copy that Rucio lists, or 'ingestd files accept' the loss."),
  SIZE("Find out who changed it. Copies in Rucio are right if its size there is the journal's."),
  CHECKSUM("Find out who changed it. Copies are right if the checksum in Rucio is the journal's."),
  /** Rucio has it at another path than ours. */
  PATH(
      "Somebody registered the DID elsewhere or moved the file; put it back, or ask Rucio's admin."),
  /** Rucio does not have it as ours, and nothing is on its way to change that. */
  UNREGISTERED(
      "'ingestd files show' says what is in its way; a running daemon takes up new files."),
  /** Rucio lists it at a path of ours where nothing is, and the journal does not know it. */
  CATALOGUE_ONLY(
      "If it was here once, restore it; if not, have the replica declared lost in Rucio."),
  /** Marked LOST in Rucio, whatever replicas it lists. */
  LOST("Somebody gave the file up in Rucio. If it is here, ask Rucio's admin to take that back."),
  BAD_REPLICA("Rucio makes a bad copy anew from a good one; see the rules' state."),
  RULE_MISSING(
      "A running daemon makes it again when it next attaches to the dataset; see the log."),
  /** The journal says more, or less, than is so. */
  STATE("Look at 'ingestd files show' and at Rucio's rules; if the journal was lost, rebuild it.");

  private final String hint;

  Kind(String hint) {
    this.hint = hint;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String hint() {
    return hint;
  }
}
