// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/** The states of a file. The sentences stand word for word on the page and in the docs. */
public enum FileState {
  SIGHTED("seen; may still be being written"),
  SETTLED("complete by the source's own signals, and forced to disk"),
  DIGESTED("read once; size and checksums recorded; unchanged while read"),
  REGISTERED(
      "Rucio has the replica, in the right dataset, with our size and checksum (read back; its path"
          + " too wherever the DID may have been there before)"),
  PROTECTED("every wanted rule exists and covers this file"),
  SAFE("enough verified copies exist on permanent storage, and the source replica has our path"),
  RELEASED("source may go or is gone, by the source's own wish"),
  QUARANTINED("needs a person; says why and what to do"),
  VANISHED("gone before it was registered");

  private final String meaning;

  FileState(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
