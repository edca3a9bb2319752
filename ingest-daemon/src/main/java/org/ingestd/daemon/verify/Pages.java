// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;

/** Goes through all files of the journal that are no longer on their way to Rucio. */
final class Pages {

  static final int PAGE = 500;

  private static final Set<FileState> STATES =
      EnumSet.of(
          FileState.REGISTERED,
          FileState.PROTECTED,
          FileState.SAFE,
          FileState.RELEASED,
          FileState.QUARANTINED);

  private final JournalReader journal;
  private final List<String> sources;

  Pages(JournalReader journal, List<String> sources) {
    this.journal = journal;
    this.sources = sources;
  }

  /** Takes a page. */
  interface Visit {
    void page(List<JournalFile> files) throws RucioException;
  }

  /**
   * @param after the id to begin behind
   */
  void each(long after, Visit visit) throws RucioException {
    between(after, Long.MAX_VALUE, visit);
  }

  /**
   * @param upTo the id to end with
   */
  void between(long after, long upTo, Visit visit) throws RucioException {
    long last = after;
    List<JournalFile> page = page(last);
    while (!page.isEmpty() && last < upTo) {
      visit.page(
          page.stream()
              .filter(file -> file.id() <= upTo)
              .filter(file -> sources.contains(file.key().source()))
              .toList());
      last = page.get(page.size() - 1).id();
      page = page(last);
    }
  }

  private List<JournalFile> page(long after) {
    Optional<String> only = sources.size() == 1 ? Optional.of(sources.get(0)) : Optional.empty();
    return journal.files(
        new FileQuery(only, STATES, Optional.empty(), Optional.empty(), after, PAGE));
  }
}
