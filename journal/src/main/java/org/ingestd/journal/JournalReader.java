// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.replay.Replay;
import org.ingestd.rse.Did;

/**
 * What can be asked of a journal, also beside a running daemon. Thread-safe. Every method sees what
 * was durable when it was called.
 */
public interface JournalReader extends AutoCloseable {

  Optional<JournalFile> file(long id);

  Optional<JournalFile> file(FileKey key);

  /** Those of these files that were ever seen. */
  Map<FileKey, JournalFile> filesAt(Collection<FileKey> keys);

  List<JournalFile> files(FileQuery query);

  /** Files other than VANISHED that have one of these DIDs, by DID. */
  Map<Did, List<JournalFile>> namesakes(Collection<Did> dids);

  /**
   * Which of these files may have a DID that another one has, too, other than VANISHED: a short
   * question about many, after which {@link #namesakes} tells for sure.
   *
   * @return their ids
   */
  Set<Long> contested(Collection<JournalFile> files);

  /**
   * Files with one of these inodes that Rucio has from us or had, whatever became of them since.
   * Those of several file systems may be among them.
   */
  List<JournalFile> registered(Collection<Long> inodes);

  /**
   * Other files that have the size and digests of one of these, if those are {@link
   * Digests#areTelling}: two at most, none of them VANISHED.
   *
   * @return by the id of the file that was asked for, and only of those that there are
   */
  Map<Long, List<JournalFile>> sameContent(Collection<JournalFile> files);

  /** Oldest first. */
  List<HistoryLine> history(long id);

  Census census();

  /** The rules on a dataset (or on a file, for sources without datasets). */
  List<JournalRule> rules(Did did);

  /**
   * A page of all rules that were ever made or adopted, in the order of their ids.
   *
   * @param after only ids above this one; empty for the first page
   */
  List<JournalRule> rulesAfter(String after, int limit);

  List<JournalReplica> replicas(long id);

  /** How many rules stand how. Reads all of them. */
  RuleCensus ruleCensus();

  /** When most files came into a state; empty if none ever did. Reads all histories. */
  Optional<BusyMinute> busiestMinute(FileState to);

  /** Every replay that was ever asked for, oldest first. */
  List<Replay> allReplays();

  /** Empty if nothing is said of the file beside its name, or it is not known. */
  Optional<JournalMetadata> metadata(long id);

  /** What is known of a dataset by its name in Rucio; empty if no file was put there. */
  Optional<JournalDataset> dataset(Did name);

  /** Datasets that are to be closed and are not, each once for each of its nights. */
  List<UnclosedDataset> unclosedDatasets();

  /**
   * How many files stand where, night by night; only files that were read, since a file's night is
   * decided then. Reads all of them.
   *
   * @param night {@code YYYYMMDD}; empty: all nights
   */
  List<NightCount> nightCounts(Optional<String> night);

  /**
   * A page of a source's files of one night, in the order of their ids; only files that were read.
   *
   * @param after only ids above this one; 0 for the first page
   */
  List<JournalFile> filesOfNight(String source, String night, long after, int limit);

  /** What people want to see beside single files. */
  Outlook outlook();

  /** Faults of the memory itself, one sentence each; empty if it is sound. Reads everything. */
  List<String> check();

  @Override
  void close();
}
