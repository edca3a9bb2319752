// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.rse.RawPath;

/**
 * One visit to each source that a batch has files of, begun when it is first needed. Thread-safe
 * until it is closed.
 */
public final class Visits implements AutoCloseable {

  private final Sources sources;
  private final List<JournalFile> batch;
  private final Map<String, DiskVisit> bySource = new ConcurrentHashMap<>();

  public Visits(Sources sources, List<JournalFile> batch) {
    this.sources = sources;
    this.batch = batch;
  }

  /** Where this file of the batch lies. */
  public DiskVisit of(JournalFile file) {
    return bySource.computeIfAbsent(file.key().source(), this::begin);
  }

  private DiskVisit begin(String source) {
    List<RawPath> files =
        batch.stream()
            .filter(file -> file.key().source().equals(source))
            .map(file -> file.key().path())
            .toList();
    return sources.named(source).disk().visit(files);
  }

  @Override
  public void close() {
    bySource.values().forEach(DiskVisit::close);
  }
}
