// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.Known;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/**
 * One call of a journal, as a value: what was drawn once can be made again, on any journal. Makes
 * sense whatever was left out before it.
 */
sealed interface Call {

  /** What is to be the same on every journal. */
  Object on(Journal journal);

  record Sight(List<Sighting> sightings) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.sight(sightings);
    }
  }

  record AskKnown(String source, List<RawPath> paths) implements Call {
    @Override
    public Object on(Journal journal) {
      Map<RawPath, Known> byPath = new HashMap<>();
      journal.known(source, paths).forEach(known -> byPath.put(known.path(), known));
      return byPath;
    }
  }

  record AskNamesakes(List<Did> dids) implements Call {
    @Override
    public Object on(Journal journal) {
      Map<Did, List<JournalFile>> found = journal.namesakes(dids);
      return List.of(
          found, journal.contested(found.values().stream().flatMap(List::stream).toList()));
    }
  }

  record AskRegistered(List<Long> inodes) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.registered(inodes);
    }
  }

  record SaveReplicas(long file, List<JournalReplica> replicas) implements Call {
    @Override
    public Object on(Journal journal) {
      journal.saveReplicas(Map.of(file, replicas), List.of());
      return journal.replicas(file);
    }
  }

  record BeginReplay(ReplayRequest request, Optional<String> inboxFile) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.replays().begin(request, "otto", inboxFile);
    }
  }

  record TurnReplay(long replay, ReplayState to) implements Call {
    @Override
    public Object on(Journal journal) {
      return List.of(journal.replays().turn(replay, to), journal.allReplays());
    }
  }

  record PutBatch(long replay, Replays.Batch batch) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.replays().put(replay, batch);
    }
  }

  record SaveMetadata(long file, JournalMetadata metadata) implements Call {
    @Override
    public Object on(Journal journal) {
      if (journal.metadata(file).map(known -> known.retry().due() != null).orElse(false)) {
        journal.saveMetadata(Map.of(file, metadata));
      }
      return journal.metadata(file);
    }
  }

  record BeginClosing(Did dataset) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.datasets().beginClosing(dataset);
    }
  }

  record CloseDataset(Did dataset) implements Call {
    @Override
    public Object on(Journal journal) {
      journal.datasets().closed(dataset);
      return journal.dataset(dataset);
    }
  }

  record ReopenDataset(Did dataset) implements Call {
    @Override
    public Object on(Journal journal) {
      journal.datasets().reopened(dataset);
      return journal.dataset(dataset);
    }
  }

  record ContainDataset(Did dataset, boolean contained) implements Call {
    @Override
    public Object on(Journal journal) {
      journal.datasets().contained(dataset, contained);
      return journal.dataset(dataset);
    }
  }

  record Write(List<Entry> outcomes) implements Call {
    @Override
    public Object on(Journal journal) {
      return journal.record(outcomes);
    }
  }

  /** The durable journal is closed and opened; of the model nothing is asked. */
  record OpenAgain() implements Call {
    @Override
    public Object on(Journal journal) {
      return List.of();
    }
  }
}
