// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.sqlite.SqliteJournal;

/** When each live file came to each state first, by the journal's own times. */
record RegisteredTimes(Map<String, Map<FileState, Instant>> byPath, Map<Lane, Integer> lanes) {

  private static final int PAGE = 10_000;

  static RegisteredTimes of(Path state) {
    Map<String, Map<FileState, Instant>> byPath = new HashMap<>();
    Map<Lane, Integer> lanes = new HashMap<>();
    try (JournalReader journal = SqliteJournal.openReadOnly(state).orElseThrow()) {
      List<JournalFile> page = page(journal, 0);
      while (!page.isEmpty()) {
        for (JournalFile file : page) {
          lanes.merge(file.standing().lane(), 1, Integer::sum);
          if (file.standing().lane() == Lane.LIVE) {
            byPath.put(file.key().path().text(), firstTimes(journal, file.id()));
          }
        }
        page = page(journal, page.get(page.size() - 1).id());
      }
    }
    return new RegisteredTimes(byPath, lanes);
  }

  private static List<JournalFile> page(JournalReader journal, long after) {
    return journal.files(
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), after, PAGE));
  }

  private static Map<FileState, Instant> firstTimes(JournalReader journal, long id) {
    Map<FileState, Instant> times = new EnumMap<>(FileState.class);
    journal.history(id).forEach(line -> times.putIfAbsent(line.to(), line.at()));
    return times;
  }

  int count(Lane lane) {
    return lanes.getOrDefault(lane, 0);
  }

  /** From closing to a state. */
  double secondsOf(LiveFiles.Written file, FileState state) {
    Instant at = byPath.getOrDefault(file.path(), Map.of()).get(state);
    if (at == null) {
      throw new IllegalStateException(file.path() + " is not " + state + ", or not a live one");
    }
    return Duration.between(file.closed(), at).toMillis() / 1e3;
  }
}
