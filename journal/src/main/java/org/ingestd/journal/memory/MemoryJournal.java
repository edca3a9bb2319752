// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.ingestd.journal.change.ReplayChanges;
import org.ingestd.journal.change.SightingChanges;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/**
 * A journal that forgets everything when it goes: for tests, and the model that the durable one is
 * compared with. Every question goes through all files.
 */
public final class MemoryJournal implements Journal {

  private static final Comparator<JournalFile> NEWEST_DUE_FIRST =
      comparing((JournalFile file) -> Objects.requireNonNull(file.retry().due()))
          .thenComparing(JournalFile::id)
          .reversed();

  private final long largeFrom;
  private final Clock clock;
  private final LifeCycleListener listener;
  private final MemoryFiles files = new MemoryFiles();
  private final MemoryRules rules = new MemoryRules();
  private final MemoryReplicas replicas = new MemoryReplicas(files, rules);
  private final MemoryReplays replays;
  private final MemoryDatasets datasets = new MemoryDatasets(this, files);
  private final MemoryOutlook outlook = new MemoryOutlook(this, files, rules, datasets);

  /**
   * @param largeFrom files of this size in bytes and more are of the large class
   */
  public MemoryJournal(long largeFrom, Clock clock, LifeCycleListener listener) {
    this.largeFrom = largeFrom;
    this.clock = clock;
    this.listener = listener;
    this.replays = new MemoryReplays(this, clock, this::put);
  }

  @Override
  public synchronized SightingReport sight(List<Sighting> sightings) {
    Instant now = clock.instant();
    List<FileChange> changes = new ArrayList<>();
    List<SightingReport.ChangedFile> changed = new ArrayList<>();
    for (Sighting sighting : sightings) {
      Optional<Remembered> known = files.remembered(sighting.key());
      if (known.isEmpty()) {
        changes.add(SightingChanges.first(files.nextId(), sighting, now));
        files.keep(changes.get(changes.size() - 1));
      } else if (SightingChanges.changedAfterRegistration(known.get(), sighting)) {
        changed.add(new SightingReport.ChangedFile(known.get().file(), sighting.stamp()));
      } else {
        SightingChanges.seenAgain(known.get(), sighting, now)
            .ifPresent(
                change -> {
                  changes.add(change);
                  files.keep(change);
                });
      }
    }
    tell(changes);
    long fresh = changes.stream().filter(change -> change.before() == null).count();
    long renewed = changes.stream().filter(FileChange::renews).count();
    return new SightingReport((int) fresh, (int) renewed, changed);
  }

  private void tell(List<FileChange> changes) {
    changes.forEach(change -> change.tell(listener));
    if (!changes.isEmpty()) {
      listener.committed(changes.size(), Duration.ZERO);
    }
  }

  @Override
  public synchronized List<Known> known(String source, List<RawPath> paths) {
    return paths.stream()
        .distinct()
        .flatMap(path -> file(new FileKey(source, path)).stream())
        .map(file -> new Known(file.key().path(), file.id(), file.state(), file.stamp()))
        .toList();
  }

  @Override
  public synchronized List<JournalFile> claim(Claim claim, Set<Long> excluded) {
    return files
        .all()
        .filter(file -> file.state() == claim.state() && file.standing().lane() == claim.lane())
        .filter(file -> !excluded.contains(file.id()) && isOf(claim.size(), file))
        .filter(file -> isDue(file, claim.now()))
        .sorted(NEWEST_DUE_FIRST)
        .limit(claim.limit())
        .toList();
  }

  private static boolean isDue(JournalFile file, Instant now) {
    Instant due = file.retry().due();
    return due != null && !due.isAfter(now);
  }

  private boolean isOf(Claim.SizeClass size, JournalFile file) {
    return switch (size) {
      case ANY -> true;
      case LARGE -> file.size() >= largeFrom;
      case SMALL -> file.size() < largeFrom;
    };
  }

  @Override
  public synchronized List<Verdict> record(List<Entry> entries) {
    return datasets.allOrNothing(() -> recordAll(entries));
  }

  private List<Verdict> recordAll(List<Entry> entries) {
    Instant now = clock.instant();
    Map<Long, Remembered> drafts = new HashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<FileChange> changes = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<FileChange> change =
          Optional.ofNullable(drafts.get(entry.file()))
              .or(() -> files.remembered(entry.file()))
              .flatMap(known -> recorded(known, entry, now));
      change.ifPresent(made -> drafts.put(entry.file(), made.after()));
      change.ifPresent(changes::add);
      verdicts.add(change.isPresent() ? Verdict.RECORDED : Verdict.STALE);
    }
    changes.forEach(files::keep);
    tell(changes);
    return verdicts;
  }

  private Optional<FileChange> recorded(Remembered known, Entry entry, Instant now) {
    return FileChanges.recorded(known, PlacedEntry.of(known, entry, datasets::place), now);
  }

  @Override
  public synchronized Map<Long, List<JournalFile>> sameContent(Collection<JournalFile> asked) {
    return files.sameContent(asked);
  }

  @Override
  public synchronized Set<Long> contested(Collection<JournalFile> asked) {
    return files.contested(asked);
  }

  @Override
  public synchronized List<JournalFile> registered(Collection<Long> inodes) {
    return files.registered(inodes);
  }

  @Override
  public synchronized Map<Did, List<JournalFile>> namesakes(Collection<Did> dids) {
    return files.namesakes(dids);
  }

  @Override
  public synchronized void saveRules(List<JournalRule> saved) {
    rules.save(saved);
  }

  @Override
  public synchronized void saveReplicas(
      Map<Long, List<JournalReplica>> saved, List<Destination> destinations) {
    replicas.save(saved, destinations, clock.instant());
  }

  @Override
  public Datasets datasets() {
    return datasets;
  }

  @Override
  public synchronized Optional<JournalDataset> dataset(Did name) {
    return datasets.named(name);
  }

  @Override
  public synchronized List<UnclosedDataset> unclosedDatasets() {
    return datasets.unclosed();
  }

  @Override
  public synchronized List<NightCount> nightCounts(Optional<String> night) {
    return datasets.counts(night);
  }

  @Override
  public synchronized List<JournalFile> filesOfNight(
      String source, String night, long after, int limit) {
    return datasets.ofNight(source, night, after, limit);
  }

  @Override
  public Replays replays() {
    return replays;
  }

  @Override
  public synchronized Optional<BusyMinute> busiestMinute(FileState to) {
    return files.busiestMinute(to);
  }

  @Override
  public synchronized List<MetadataToWrite> metadataToWrite(Instant now, int limit) {
    return files.metadataToWrite(now, limit);
  }

  @Override
  public synchronized void saveMetadata(Map<Long, JournalMetadata> saved) {
    saved.forEach((id, metadata) -> files.keep(id, kept(metadata)));
  }

  @Override
  public synchronized void reschedule(Rescheduling how) {
    files.reschedule(how);
  }

  private static JournalMetadata kept(JournalMetadata metadata) {
    Retry old = metadata.retry();
    Instant due = old.due();
    Instant written = metadata.written();
    return new JournalMetadata(
        metadata.content(),
        written == null ? null : FileChanges.kept(written),
        new Retry(
            old.attempts(),
            due == null ? null : FileChanges.kept(due),
            old.problem(),
            old.detail()));
  }

  @Override
  public List<Replay> allReplays() {
    return replays.all();
  }

  private SightingReport put(List<Sighting> sightings, Map<ReplayOutcome, Long> counts) {
    Instant now = clock.instant();
    List<FileChange> changes = new ArrayList<>();
    List<SightingReport.ChangedFile> changed = new ArrayList<>();
    for (Sighting sighting : sightings) {
      Optional<Remembered> known = files.remembered(sighting.key());
      ReplayOutcome outcome =
          ReplayChanges.outcome(known.map(Remembered::file).orElse(null), sighting.stamp());
      counts.merge(outcome, 1L, Long::sum);
      if (known.isPresent() && SightingChanges.changedAfterRegistration(known.get(), sighting)) {
        changed.add(new SightingReport.ChangedFile(known.get().file(), sighting.stamp()));
        continue;
      }
      Optional<FileChange> change =
          known.isEmpty()
              ? Optional.of(SightingChanges.first(files.nextId(), sighting, now))
              : ReplayChanges.put(known.get(), sighting, now);
      change.ifPresent(files::keep);
      change.ifPresent(changes::add);
    }
    tell(changes);
    return new SightingReport(
        counts.getOrDefault(ReplayOutcome.SIGHTED, 0L).intValue(),
        counts.getOrDefault(ReplayOutcome.RENEWED, 0L).intValue(),
        changed);
  }

  @Override
  public synchronized Optional<JournalFile> file(long id) {
    return files.remembered(id).map(Remembered::file);
  }

  @Override
  public synchronized Optional<JournalFile> file(FileKey key) {
    return files.remembered(key).map(Remembered::file);
  }

  @Override
  public synchronized Map<FileKey, JournalFile> filesAt(Collection<FileKey> keys) {
    Map<FileKey, JournalFile> found = new HashMap<>();
    keys.forEach(key -> file(key).ifPresent(file -> found.put(key, file)));
    return found;
  }

  @Override
  public synchronized List<JournalFile> files(FileQuery query) {
    return files.page(query);
  }

  @Override
  public synchronized List<HistoryLine> history(long id) {
    return files.history(id);
  }

  @Override
  public synchronized Census census() {
    return files.census(replays.all());
  }

  @Override
  public synchronized List<JournalRule> rules(Did did) {
    return rules.on(did);
  }

  @Override
  public synchronized RuleCensus ruleCensus() {
    return RuleCensus.of(rules.all());
  }

  @Override
  public synchronized List<JournalRule> rulesAfter(String after, int limit) {
    return rules.after(after, limit);
  }

  @Override
  public synchronized List<JournalReplica> replicas(long id) {
    return replicas.of(id);
  }

  @Override
  public synchronized Optional<JournalMetadata> metadata(long id) {
    return files.metadata(id);
  }

  @Override
  public Outlook outlook() {
    return outlook;
  }

  @Override
  public synchronized void keepSample(Instant now) {
    outlook.keep(now, census());
  }

  @Override
  public synchronized void keepAct(String source, OperatorWords words) {
    outlook.keep(FileChanges.kept(clock.instant()), source, words);
  }

  @Override
  public List<String> check() {
    return List.of();
  }

  @Override
  public void close() {}
}
