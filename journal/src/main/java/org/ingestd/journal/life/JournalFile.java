// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.checksum.FileStamp;

/** One file as the journal knows it. */
public record JournalFile(
    long id, FileKey key, Standing standing, FileStamp stamp, Identity identity, Retry retry) {

  public FileState state() {
    return standing.state();
  }

  /** Size in bytes, as last seen. */
  public long size() {
    return stamp.size();
  }

  public JournalFile with(Standing now) {
    return new JournalFile(id, key, now, stamp, identity, retry);
  }

  public JournalFile with(FileStamp now) {
    return new JournalFile(id, key, standing, now, identity, retry);
  }

  public JournalFile with(Identity now) {
    return new JournalFile(id, key, standing, stamp, now, retry);
  }

  public JournalFile with(Retry now) {
    return new JournalFile(id, key, standing, stamp, identity, now);
  }
}
