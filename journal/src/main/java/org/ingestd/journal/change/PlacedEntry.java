// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.Entry;
import org.ingestd.rse.Did;

/** An entry with the dataset that the journal decides for its file. */
public final class PlacedEntry {

  private PlacedEntry() {}

  /** Decides a dataset, and remembers that; {@code size} is the file's in bytes. */
  public interface Decision<E extends Exception> {

    Did decide(long file, long size, Placement wish) throws E;
  }

  /**
   * To be asked in the transaction that writes the entry.
   *
   * @return the entry itself if nothing is to be decided, or it would not be written
   */
  public static <E extends Exception> Entry of(Remembered known, Entry entry, Decision<E> decision)
      throws E {
    if (!(entry instanceof Entry.Move move) || known.file().state() != move.expected()) {
      return entry;
    }
    Placement wish = move.facts().placement();
    if (wish == null) {
      return entry;
    }
    FileStamp stamp = move.facts().stamp();
    long size = stamp == null ? known.file().size() : stamp.size();
    return move.placedIn(decision.decide(move.file(), size, wish));
  }
}
