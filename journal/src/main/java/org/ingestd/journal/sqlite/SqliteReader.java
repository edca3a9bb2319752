// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Census;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.NightCount;
import org.ingestd.journal.RuleCensus;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.sqlite.datasets.DatasetRows;
import org.ingestd.journal.sqlite.datasets.Nights;
import org.ingestd.journal.sqlite.tables.Custody;
import org.ingestd.journal.sqlite.tables.FilePage;
import org.ingestd.journal.sqlite.tables.Lookup;
import org.ingestd.journal.sqlite.tables.MetadataRows;
import org.ingestd.journal.sqlite.tables.Others;
import org.ingestd.journal.sqlite.tables.Overview;
import org.ingestd.journal.sqlite.tables.ReplayTable;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Soundness;
import org.ingestd.rse.Did;

/** Reads a journal, whether or not somebody writes it meanwhile. */
final class SqliteReader implements JournalReader {

  private final Readings readings;

  SqliteReader(Readings readings) {
    this.readings = readings;
  }

  @Override
  public Optional<JournalFile> file(long id) {
    return readings.read(
        sql -> {
          PreparedStatement find = sql.prepared(RowReader.BY_ID);
          find.setLong(1, id);
          try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? Optional.of(new RowReader(sql).file(rows)) : Optional.empty();
          }
        });
  }

  @Override
  public Optional<JournalFile> file(FileKey key) {
    return Optional.ofNullable(filesAt(List.of(key)).get(key));
  }

  @Override
  public Map<FileKey, JournalFile> filesAt(Collection<FileKey> keys) {
    Map<FileKey, JournalFile> files = new HashMap<>();
    readings
        .read(sql -> Lookup.byKeys(sql, new RowReader(sql), keys))
        .forEach((key, known) -> files.put(key, known.file()));
    return files;
  }

  @Override
  public List<JournalFile> files(FileQuery query) {
    return readings.read(sql -> FilePage.run(sql, query));
  }

  @Override
  public Map<Did, List<JournalFile>> namesakes(Collection<Did> dids) {
    return readings.read(sql -> Lookup.namesakes(sql, dids));
  }

  @Override
  public Set<Long> contested(Collection<JournalFile> files) {
    return readings.read(sql -> Others.contested(sql, files));
  }

  @Override
  public List<JournalFile> registered(Collection<Long> inodes) {
    return readings.read(sql -> Lookup.registered(sql, inodes));
  }

  @Override
  public Map<Long, List<JournalFile>> sameContent(Collection<JournalFile> files) {
    return readings.read(sql -> Others.sameContent(sql, files));
  }

  @Override
  public List<HistoryLine> history(long id) {
    return readings.read(sql -> Overview.history(sql, id));
  }

  @Override
  public Census census() {
    return readings.read(Overview::census);
  }

  @Override
  public List<JournalRule> rules(Did did) {
    return readings.read(sql -> Custody.rules(sql, did));
  }

  @Override
  public RuleCensus ruleCensus() {
    return readings.read(Custody::census);
  }

  @Override
  public List<JournalRule> rulesAfter(String after, int limit) {
    return readings.read(sql -> Custody.rulesAfter(sql, after, limit));
  }

  @Override
  public List<JournalReplica> replicas(long id) {
    return readings.read(sql -> Custody.replicas(sql, id));
  }

  @Override
  public Optional<BusyMinute> busiestMinute(FileState to) {
    return readings.read(sql -> Overview.busiestMinute(sql, to));
  }

  @Override
  public List<Replay> allReplays() {
    return readings.read(ReplayTable::all);
  }

  @Override
  public Optional<JournalMetadata> metadata(long id) {
    return readings.read(sql -> MetadataRows.of(sql, id));
  }

  @Override
  public Optional<JournalDataset> dataset(Did name) {
    return readings.read(sql -> DatasetRows.named(sql, name));
  }

  @Override
  public List<UnclosedDataset> unclosedDatasets() {
    return readings.read(Nights::unclosed);
  }

  @Override
  public List<NightCount> nightCounts(Optional<String> night) {
    return readings.read(sql -> Nights.counts(sql, night));
  }

  @Override
  public List<JournalFile> filesOfNight(String source, String night, long after, int limit) {
    return readings.read(sql -> Nights.files(sql, source, night, after, limit));
  }

  @Override
  public Outlook outlook() {
    return new SqliteOutlook(readings);
  }

  @Override
  public List<String> check() {
    return readings.read(Soundness::faults);
  }

  @Override
  public void close() {
    readings.close();
  }
}
