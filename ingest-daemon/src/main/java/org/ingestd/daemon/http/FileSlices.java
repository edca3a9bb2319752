// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.List;
import java.util.Optional;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.SliceStart;

/** The files that a call asks for, slice by slice. */
final class FileSlices {

  private final JournalReader journal;
  private final Parameters parameters;

  FileSlices(JournalReader journal, Parameters parameters) {
    this.journal = journal;
    this.parameters = parameters;
  }

  /**
   * @param after where the slice before ended; empty for the first one
   * @throws IllegalArgumentException if the parameters make no sense
   */
  FileSlice next(Optional<Long> after, int limit) {
    if (parameters.word("night").isPresent()) {
      return night(after, limit);
    }
    FileFilter filter =
        new FileFilter(
            parameters.word("source"),
            parameters.constants("state", FileState.class),
            parameters.constants("problem", ProblemCode.class).stream().findFirst(),
            parameters.word("q"));
    boolean newestFirst = !parameters.constants("order", Order.class).isEmpty();
    SliceStart first = newestFirst ? SliceStart.NEWEST : SliceStart.OLDEST;
    return journal
        .outlook()
        .slice(filter, new SliceStart(newestFirst, after.orElse(first.after())), limit);
  }

  /** A night is one of a source; the oldest come first. */
  private FileSlice night(Optional<Long> after, int limit) {
    String source =
        parameters
            .word("source")
            .orElseThrow(() -> new IllegalArgumentException("night needs a source"));
    String night = parameters.word("night").filter(word -> word.matches("\\d{8}")).orElse("");
    if (night.isEmpty()) {
      throw new IllegalArgumentException("night must be YYYYMMDD");
    }
    List<JournalFile> found = journal.filesOfNight(source, night, after.orElse(0L), limit);
    return new FileSlice(found, found.size() < limit ? null : found.get(limit - 1).id());
  }

  /** Another order than that of the first sighting. */
  private enum Order {
    NEWEST
  }
}
