// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.trial.SourceWalk;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Lane;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.RawPath;

/**
 * Puts every file of the sources into the journal as sighted, on the backlog lane: what the
 * instrument writes tonight goes before what was there already.
 */
final class DiskReading {

  private static final int BATCH = 1_000;

  private final Journal journal;
  private final Sources sources;
  private final Clock clock;
  private final List<Sighting> batch = new ArrayList<>();

  DiskReading(Journal journal, Sources sources, Clock clock) {
    this.journal = journal;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * @throws IOException if a source's own directory cannot be read: a journal without its files
   *     would take them for new ones later, which is harmless, but somebody should know
   */
  void read(List<PlaceInSource> places, Findings findings, Progress progress) throws IOException {
    for (PlaceInSource place : places) {
      Source source = sources.named(place.name());
      new SourceWalk(place, source.disk())
          .each(
              new SourceWalk.Visit() {
                @Override
                public void file(Path file, RawPath below, FileStamp stamp) {
                  sighted(source, below, stamp, findings);
                  progress.add(1);
                }

                @Override
                public void closed(Path path, RawPath below) {
                  findings.notAsked();
                }
              });
    }
    flush();
  }

  private void sighted(Source source, RawPath below, FileStamp stamp, Findings findings) {
    findings.file(stamp.size());
    Did did = null;
    if (source.name(below, stamp) instanceof NamingResult.Named named) {
      did = named.did();
      dataset(source, named, findings);
    }
    FileKey key = new FileKey(source.name(), below);
    batch.add(new Sighting(key, stamp, Lane.BACKLOG, did, clock.instant(), false));
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  private static void dataset(Source source, NamingResult.Named named, Findings findings) {
    Did dataset = source.dataset(named);
    Filling filling = source.settings().collections().filling();
    if (findings.datasets().add(dataset) && !filling.equals(Filling.UNLIMITED)) {
      findings
          .continued()
          .put(dataset, new DatasetReading.Base(dataset, named.container(), filling));
    }
  }

  private void flush() {
    journal.sight(batch);
    batch.clear();
  }
}
