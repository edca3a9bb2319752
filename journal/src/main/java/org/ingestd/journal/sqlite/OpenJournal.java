// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Census;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Datasets;
import org.ingestd.journal.Destination;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.Known;
import org.ingestd.journal.NightCount;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Rescheduling;
import org.ingestd.journal.RuleCensus;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.change.PlacedEntry;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.sqlite.datasets.Places;
import org.ingestd.journal.sqlite.outlook.ArrivalRows;
import org.ingestd.journal.sqlite.outlook.CopyRows;
import org.ingestd.journal.sqlite.outlook.ReplicaLook;
import org.ingestd.journal.sqlite.outlook.SampleRows;
import org.ingestd.journal.sqlite.outlook.SourceActs;
import org.ingestd.journal.sqlite.tables.ClaimQuery;
import org.ingestd.journal.sqlite.tables.Custody;
import org.ingestd.journal.sqlite.tables.DueRows;
import org.ingestd.journal.sqlite.tables.Lookup;
import org.ingestd.journal.sqlite.tables.MetadataRows;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** The journal of a running daemon: writes through the one writer, reads beside it. */
final class OpenJournal implements Journal {

  private final Clock clock;
  private final Writer writer;
  private final Readings readings;
  private final SqliteReader reader;
  private final Replays replays;
  private final Datasets datasets;
  private final Shutdown shutdown;

  OpenJournal(Clock clock, Writer writer, Readings readings, Shutdown shutdown) {
    this.clock = clock;
    this.writer = writer;
    this.readings = readings;
    this.reader = new SqliteReader(readings);
    this.replays = new SqliteReplays(writer, clock);
    this.datasets = new SqliteDatasets(writer);
    this.shutdown = shutdown;
  }

  @Override
  public SightingReport sight(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      return new SightingReport(0, 0, List.of());
    }
    Instant now = clock.instant();
    List<Sighting> seen = List.copyOf(sightings);
    return writer.write(seen.size(), transaction -> Sightings.run(transaction, seen, now));
  }

  @Override
  public List<Verdict> record(List<Entry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Entry> given = List.copyOf(entries);
    return writer.writeInParts(given, part -> transaction -> record(transaction, part, now));
  }

  private static List<Verdict> record(Transaction transaction, List<Entry> entries, Instant now)
      throws SQLException {
    List<Verdict> verdicts = new ArrayList<>(entries.size());
    Map<Long, Remembered> files =
        transaction.remembered(entries.stream().map(Entry::file).toList());
    Places places = new Places(transaction.sql());
    for (Entry entry : entries) {
      Remembered known = files.get(entry.file());
      Optional<FileChange> change =
          known == null
              ? Optional.empty()
              : FileChanges.recorded(known, PlacedEntry.of(known, entry, places::place), now);
      if (change.isPresent()) {
        transaction.keep(change.get());
        files.put(entry.file(), change.get().after());
      }
      verdicts.add(change.isPresent() ? Verdict.RECORDED : Verdict.STALE);
    }
    places.finish();
    return verdicts;
  }

  @Override
  public List<Known> known(String source, List<RawPath> paths) {
    return readings.read(sql -> Lookup.known(sql, source, paths));
  }

  @Override
  public List<JournalFile> claim(Claim claim, Set<Long> excluded) {
    if (writer.isFull()) {
      // Effects whose outcome cannot be written are not begun: this one write finds out.
      writer.write(0, transaction -> transaction);
    }
    return readings.read(sql -> ClaimQuery.run(sql, claim, excluded));
  }

  @Override
  public Map<Did, List<JournalFile>> namesakes(Collection<Did> dids) {
    return reader.namesakes(dids);
  }

  @Override
  public Set<Long> contested(Collection<JournalFile> files) {
    return reader.contested(files);
  }

  @Override
  public List<JournalFile> registered(Collection<Long> inodes) {
    return reader.registered(inodes);
  }

  @Override
  public Map<Long, List<JournalFile>> sameContent(Collection<JournalFile> files) {
    return reader.sameContent(files);
  }

  @Override
  public void saveRules(List<JournalRule> rules) {
    List<JournalRule> given = List.copyOf(rules);
    writer.write(
        given.size(),
        transaction -> {
          for (JournalRule rule : given) {
            save(transaction.sql(), rule);
          }
          transaction.countOthers(given.size());
          return given;
        });
  }

  private static void save(Sql sql, JournalRule rule) throws SQLException {
    Optional<JournalRule> before = Custody.rule(sql, rule.ruleId());
    Custody.save(sql, rule);
    if (before.isPresent()) {
      CopyRows.add(sql, before.get(), rule);
    }
  }

  @Override
  public void saveReplicas(
      Map<Long, List<JournalReplica>> replicas, List<Destination> destinations) {
    Instant now = clock.instant();
    Map<Long, List<JournalReplica>> given = Map.copyOf(replicas);
    List<Destination> to = List.copyOf(destinations);
    writer.write(
        given.size(),
        transaction -> {
          Map<Long, Remembered> files = transaction.remembered(given.keySet());
          for (Map.Entry<Long, List<JournalReplica>> file : given.entrySet()) {
            Remembered known = files.get(file.getKey());
            if (known == null) {
              throw new IllegalArgumentException(
                  "Replicas of file " + file.getKey() + ", which is not known");
            }
            ReplicaLook.save(transaction.sql(), known.file(), file.getValue(), to, now);
          }
          transaction.countOthers(given.size());
          return given;
        });
  }

  @Override
  public Datasets datasets() {
    return datasets;
  }

  @Override
  public Replays replays() {
    return replays;
  }

  @Override
  public Optional<BusyMinute> busiestMinute(FileState to) {
    return reader.busiestMinute(to);
  }

  @Override
  public List<Replay> allReplays() {
    return reader.allReplays();
  }

  @Override
  public List<MetadataToWrite> metadataToWrite(Instant now, int limit) {
    if (writer.isFull()) {
      return List.of();
    }
    return readings.read(sql -> MetadataRows.due(sql, now, limit));
  }

  @Override
  public void saveMetadata(Map<Long, JournalMetadata> metadata) {
    Map<Long, JournalMetadata> given = Map.copyOf(metadata);
    writer.write(
        given.size(),
        transaction -> {
          for (Map.Entry<Long, JournalMetadata> file : given.entrySet()) {
            MetadataRows.replace(transaction.sql(), file.getKey(), file.getValue());
          }
          transaction.countOthers(given.size());
          return given;
        });
  }

  @Override
  public void reschedule(Rescheduling how) {
    if (how.by().isZero() && !readings.read(sql -> DueRows.isAnyTooLate(sql, how))) {
      return;
    }
    writer.write(
        1,
        transaction -> {
          DueRows.reschedule(transaction.sql(), how);
          transaction.countOthers(1);
          return how;
        });
  }

  @Override
  public Optional<JournalFile> file(long id) {
    return reader.file(id);
  }

  @Override
  public Optional<JournalFile> file(FileKey key) {
    return reader.file(key);
  }

  @Override
  public Map<FileKey, JournalFile> filesAt(Collection<FileKey> keys) {
    return reader.filesAt(keys);
  }

  @Override
  public List<JournalFile> files(FileQuery query) {
    return reader.files(query);
  }

  @Override
  public List<HistoryLine> history(long id) {
    return reader.history(id);
  }

  @Override
  public Census census() {
    return reader.census();
  }

  @Override
  public List<JournalRule> rules(Did did) {
    return reader.rules(did);
  }

  @Override
  public RuleCensus ruleCensus() {
    return reader.ruleCensus();
  }

  @Override
  public List<JournalRule> rulesAfter(String after, int limit) {
    return reader.rulesAfter(after, limit);
  }

  @Override
  public List<JournalReplica> replicas(long id) {
    return reader.replicas(id);
  }

  @Override
  public Optional<JournalMetadata> metadata(long id) {
    return reader.metadata(id);
  }

  @Override
  public Optional<JournalDataset> dataset(Did name) {
    return reader.dataset(name);
  }

  @Override
  public List<UnclosedDataset> unclosedDatasets() {
    return reader.unclosedDatasets();
  }

  @Override
  public List<NightCount> nightCounts(Optional<String> night) {
    return reader.nightCounts(night);
  }

  @Override
  public List<JournalFile> filesOfNight(String source, String night, long after, int limit) {
    return reader.filesOfNight(source, night, after, limit);
  }

  @Override
  public Outlook outlook() {
    return reader.outlook();
  }

  @Override
  public void keepSample(Instant now) {
    writer.write(
        1,
        transaction -> {
          SampleRows.keep(transaction.sql(), now);
          ArrivalRows.drop(transaction.sql(), now);
          return now;
        });
  }

  @Override
  public void keepAct(String source, OperatorWords words) {
    Instant now = clock.instant();
    writer.write(
        1,
        transaction -> {
          SourceActs.add(transaction.sql(), now, source, words);
          transaction.countOthers(1);
          return words;
        });
  }

  @Override
  public List<String> check() {
    return reader.check();
  }

  /** Writes what was accepted; repeated calls do nothing. */
  @Override
  public void close() {
    writer.close();
    readings.close();
    shutdown.end(writer.isSound());
  }
}
