// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.change.ReplayChanges;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.routes.steps.Source;

/** A dry run: what a replay would make of each file now. Changes nothing; memory is bounded. */
public final class ReplayCount {

  private static final int BATCH = 1_000;

  private final Source source;
  private final Optional<JournalReader> journal;
  private final Map<ReplayOutcome, Long> counts = new EnumMap<>(ReplayOutcome.class);

  /**
   * @param journal empty before the daemon's first start
   */
  public ReplayCount(Source source, Optional<JournalReader> journal) {
    this.source = source;
    this.journal = journal;
  }

  /**
   * Walks through the whole source.
   *
   * @param unreadable is told of directories that cannot be read
   * @throws IOException if the source's own directory cannot be read
   */
  public Map<ReplayOutcome, Long> count(
      ReplayRequest request, BiConsumer<Path, IOException> unreadable) throws IOException {
    ReplaySpan span = new ReplaySpan(source, request);
    NameFilter filter = source.filter();
    ReplayWalk walk =
        new ReplayWalk(source.disk(), source.settings().path(), filter, null, unreadable);
    List<ReplayWalk.Found> batch = new ArrayList<>();
    for (Optional<ReplayWalk.Found> next = walk.next(); next.isPresent(); next = walk.next()) {
      if (span.holds(next.get().path(), next.get().stamp())) {
        batch.add(next.get());
      }
      if (batch.size() == BATCH) {
        count(batch);
        batch.clear();
      }
    }
    count(batch);
    return Map.copyOf(counts);
  }

  private void count(List<ReplayWalk.Found> batch) {
    List<FileKey> keys =
        batch.stream().map(file -> new FileKey(source.name(), file.path())).toList();
    Map<FileKey, JournalFile> known = journal.map(reader -> reader.filesAt(keys)).orElse(Map.of());
    for (ReplayWalk.Found file : batch) {
      JournalFile before = known.get(new FileKey(source.name(), file.path()));
      counts.merge(ReplayChanges.outcome(before, file.stamp()), 1L, Long::sum);
    }
  }
}
