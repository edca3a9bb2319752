// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.metadata;

import java.time.Instant;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a file and how they stand.
 *
 * @param written when Rucio took them; null before
 * @param retry when they are to be written, and what was in the way; no due time before the file is
 *     registered and once they are written
 */
public record JournalMetadata(FileMetadata content, @Nullable Instant written, Retry retry) {

  private static final Retry NOTHING_TO_DO = new Retry(0, null, null, null);

  /** Of a file that Rucio does not know yet. */
  public static JournalMetadata found(FileMetadata content) {
    return new JournalMetadata(content, null, NOTHING_TO_DO);
  }

  /** The file is registered: they are to be written from now on. */
  public JournalMetadata due(Instant when) {
    return new JournalMetadata(content, written, new Retry(0, when, null, null));
  }

  /** Rucio took them. */
  public JournalMetadata written(Instant when) {
    return new JournalMetadata(content, when, NOTHING_TO_DO);
  }

  /** Rucio did not take them this time. */
  public JournalMetadata postponed(ProblemCode problem, String detail, Instant due) {
    return new JournalMetadata(
        content, written, new Retry(retry.attempts() + 1, due, problem, detail));
  }
}
