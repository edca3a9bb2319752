// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.steps.Renames.Mark;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;

/**
 * What is being registered now. Until that is decided nobody else registers the same DID, nor the
 * same inode under another name: it may have been renamed meanwhile, and then only the journal's
 * next state tells whether Rucio has it. Thread-safe.
 */
final class UnderWay {

  /** So many calls are never in flight when Rucio goes away. */
  private static final int REMEMBERED = 10_000;

  private final Workbench bench;
  private final Set<Did> dids = new HashSet<>();
  private final Set<Mark> marks = new HashSet<>();

  /** Sent, and nobody knows what came of it: an answer was lost. */
  private final Map<Mark, JournalFile> undecided =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Mark, JournalFile> eldest) {
          return size() > REMEMBERED;
        }
      };

  UnderWay(Workbench bench) {
    this.bench = bench;
  }

  /**
   * @return the files of the batch that may be registered now; to be given back by {@link #end}.
   *     Two names of one file in one batch are hard links that were both there, and both may
   */
  synchronized List<JournalFile> begin(List<JournalFile> batch) {
    Map<Mark, JournalFile> added = new HashMap<>();
    List<JournalFile> mine = new ArrayList<>();
    for (JournalFile file : batch) {
      Optional<Mark> mark = Mark.of(file);
      boolean free = mark.map(m -> !marks.contains(m) && isDecided(m, file)).orElse(true);
      if (free && dids.add(Named.did(file))) {
        mine.add(file);
        mark.ifPresent(m -> added.put(m, file));
      }
    }
    marks.addAll(added.keySet());
    return mine;
  }

  private boolean isDecided(Mark mark, JournalFile file) {
    JournalFile other = undecided.get(mark);
    if (other == null || other.id() == file.id()) {
      return true;
    }
    boolean waits =
        bench
            .outcomes()
            .journal()
            .file(other.id())
            .filter(now -> now.state() == FileState.DIGESTED && Mark.of(now).equals(Mark.of(other)))
            .isPresent();
    if (!waits) {
      undecided.remove(mark);
    }
    return !waits;
  }

  /**
   * @param unknown of these, the ones of which Rucio's answer did not come
   */
  synchronized void end(List<JournalFile> mine, Collection<JournalFile> unknown) {
    for (JournalFile file : mine) {
      dids.remove(Named.did(file));
      Mark.of(file).ifPresent(marks::remove);
      Mark.of(file).ifPresent(undecided::remove);
    }
    unknown.forEach(file -> Mark.of(file).ifPresent(mark -> undecided.put(mark, file)));
  }
}
