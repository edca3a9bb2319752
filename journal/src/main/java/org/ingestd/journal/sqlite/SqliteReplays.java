// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.SightingReport.ChangedFile;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.change.ReplayChanges;
import org.ingestd.journal.change.SightingChanges;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.Replay.Origin;
import org.ingestd.journal.replay.Replay.Progress;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.journal.sqlite.tables.ReplayTable;

/** Replays in the tables, each change in one transaction of the writer. */
final class SqliteReplays implements Replays {

  private final Writer writer;
  private final Clock clock;

  SqliteReplays(Writer writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public Begun begin(ReplayRequest request, String who, Optional<String> file) {
    Instant now = FileChanges.kept(clock.instant());
    return writer.write(
        1,
        transaction -> {
          List<Replay> all = ReplayTable.all(transaction.sql());
          Optional<Replay> alike = Replay.alike(all, request, file);
          if (alike.isPresent()) {
            return new Begun(alike.get(), false);
          }
          long id = all.isEmpty() ? 1 : all.get(all.size() - 1).id() + 1;
          Origin origin = new Origin(who, file.orElse(null), file.isEmpty(), now);
          Replay replay = new Replay(id, request, origin, ReplayState.RUNNING, now, Progress.NONE);
          save(transaction, replay);
          return new Begun(replay, true);
        });
  }

  @Override
  public Optional<Replay> turn(long id, ReplayState to) {
    Instant now = FileChanges.kept(clock.instant());
    return writer.write(
        1,
        transaction -> {
          Optional<Replay> known = ReplayTable.byId(transaction.sql(), id);
          if (known.isPresent() && known.get().state().mayBecome(to)) {
            Replay turned = known.get().with(to, now);
            save(transaction, turned);
            return Optional.of(turned);
          }
          return known;
        });
  }

  @Override
  public void counted(long id, long total) {
    writer.write(
        1,
        transaction -> {
          Optional<Replay> known = ReplayTable.byId(transaction.sql(), id);
          if (known.isPresent()) {
            Progress old = known.get().progress();
            save(
                transaction,
                known.get().with(new Progress(old.cursor(), total, old.counts(), old.worked())));
          }
          return known;
        });
  }

  @Override
  public void answered(long id) {
    writer.write(
        1,
        transaction -> {
          Optional<Replay> known = ReplayTable.byId(transaction.sql(), id);
          if (known.isPresent()) {
            save(transaction, known.get().answered());
          }
          return known;
        });
  }

  private static void save(Transaction transaction, Replay replay) throws SQLException {
    ReplayTable.save(transaction.sql(), replay);
    transaction.countOthers(1);
  }

  @Override
  public Optional<Put> put(long id, Batch batch) {
    Instant now = clock.instant();
    return writer.write(batch.files().size() + 1, transaction -> put(transaction, id, batch, now));
  }

  private static Optional<Put> put(Transaction transaction, long id, Batch batch, Instant now)
      throws SQLException {
    Optional<Replay> replay = ReplayTable.byId(transaction.sql(), id);
    if (replay.isEmpty() || replay.get().state() != ReplayState.RUNNING) {
      return Optional.empty();
    }
    Map<ReplayOutcome, Long> counts = new EnumMap<>(ReplayOutcome.class);
    List<ChangedFile> changed = new ArrayList<>();
    Map<FileKey, Remembered> files =
        transaction.rememberedByKey(batch.files().stream().map(Sighting::key).toList());
    for (Sighting sighting : batch.files()) {
      Remembered known = files.get(sighting.key());
      ReplayOutcome outcome =
          ReplayChanges.outcome(known == null ? null : known.file(), sighting.stamp());
      counts.merge(outcome, 1L, Long::sum);
      if (known == null) {
        transaction.keep(SightingChanges.first(transaction.nextId(), sighting, now));
      } else if (SightingChanges.changedAfterRegistration(known, sighting)) {
        changed.add(new ChangedFile(known.file(), sighting.stamp()));
      } else {
        Optional<FileChange> change = ReplayChanges.put(known, sighting, now);
        if (change.isPresent()) {
          transaction.keep(change.get());
        }
      }
    }
    save(
        transaction,
        replay.get().with(replay.get().progress().with(batch.cursor(), counts, batch.took())));
    return Optional.of(new Put(report(counts, changed), counts));
  }

  private static SightingReport report(Map<ReplayOutcome, Long> counts, List<ChangedFile> changed) {
    return new SightingReport(
        counts.getOrDefault(ReplayOutcome.SIGHTED, 0L).intValue(),
        counts.getOrDefault(ReplayOutcome.RENEWED, 0L).intValue(),
        changed);
  }
}
