// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.IllegalTransition;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.rse.RawPath;

/**
 * The memory of the daemon, and its queue. Thread-safe; one process holds it at a time.
 *
 * <p>Every writing method returns when its change is durable (it would survive a power cut), and
 * tells the {@link LifeCycleListener} after that. Writers that call at the same time share a
 * commit.
 */
public interface Journal extends JournalReader {

  /** Takes note of files that discovery saw. Unknown ones are new, changed ones are renewed. */
  SightingReport sight(List<Sighting> sightings);

  /** What is known of these paths of a source; unknown paths are left out. */
  List<Known> known(String source, List<RawPath> paths);

  /**
   * Due files. Nothing is marked: who claims keeps in mind what is in flight and excludes it.
   *
   * @param excluded ids that are in flight
   * @throws JournalException FULL while outcomes could not be written
   */
  List<JournalFile> claim(Claim claim, Set<Long> excluded);

  /**
   * Writes outcomes; one verdict for each, in the same order. An unknown id is STALE too. Up to 250
   * are one transaction; more may be several, each whole, and other work may come between them.
   *
   * @throws IllegalTransition if a registered file would become a new one; nothing of its
   *     transaction is written
   * @throws IllegalStateException if a file would claim what is not known, e.g. REGISTERED without
   *     digests; nothing of its transaction is written
   */
  List<Verdict> record(List<Entry> entries);

  void saveRules(List<JournalRule> rules);

  /**
   * Replaces what was known of the copies of files. The bytes of those that came since they were
   * looked at before are counted as of then; a first look counts nothing.
   *
   * @param destinations of the rules that send these files; empty: nothing is counted
   */
  void saveReplicas(Map<Long, List<JournalReplica>> replicas, List<Destination> destinations);

  /** What was asked to be put onto the backlog lane. */
  Replays replays();

  /** The datasets that files are put into. */
  Datasets datasets();

  /**
   * Metadata of registered files that are due, those first that have been due for longest. Nothing
   * is marked, as with {@link #claim}.
   */
  List<MetadataToWrite> metadataToWrite(Instant now, int limit);

  /** Notes how their writing went; left out where a file's metadata are others by now. */
  void saveMetadata(Map<Long, JournalMetadata> metadata);

  /**
   * Moves the due times of all files and metadata with a clock that was set, and brings nearer what
   * would never come; in one transaction. Nobody is told, and history has no line of it.
   */
  void reschedule(Rescheduling rescheduling);

  /**
   * Notes how many files stand where, for {@link org.ingestd.journal.outlook.Outlook#samples}; the
   * first call of a step counts, and what is older than the spans is dropped.
   */
  void keepSample(Instant now);

  /**
   * Notes what a person did to a source as a whole, for {@link
   * org.ingestd.journal.outlook.Outlook#sourceActs}.
   */
  void keepAct(String source, OperatorWords words);
}
