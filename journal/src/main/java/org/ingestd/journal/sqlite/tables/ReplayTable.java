// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.Replay.Origin;
import org.ingestd.journal.replay.Replay.Progress;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.journal.replay.ReplayTime;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** The table of replays; there are few. */
public final class ReplayTable {

  /** The columns of counts carry the outcomes' own words, in the order of the enum. */
  private static final String COLUMNS =
      "id, source, from_time, to_time, pattern, rate, who, file, answered, asked, state, changed,"
          + " cursor, total, worked, sighted, renewed, moved, already_backlog, already_registered,"
          + " needs_person";

  private static final String ALL = "SELECT " + COLUMNS + " FROM replays ORDER BY id";
  private static final String BY_ID = "SELECT " + COLUMNS + " FROM replays WHERE id = ?";
  private static final String SAVE =
      "INSERT OR REPLACE INTO replays ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int FIRST_COUNT = 16;

  /** In the order of the columns. */
  private static final List<ReplayOutcome> COUNTS =
      List.of(
          ReplayOutcome.SIGHTED,
          ReplayOutcome.RENEWED,
          ReplayOutcome.MOVED,
          ReplayOutcome.ALREADY_BACKLOG,
          ReplayOutcome.ALREADY_REGISTERED,
          ReplayOutcome.NEEDS_PERSON);

  private ReplayTable() {}

  /** Oldest first. */
  public static List<Replay> all(Sql sql) throws SQLException {
    List<Replay> replays = new ArrayList<>();
    try (ResultSet rows = sql.prepared(ALL).executeQuery()) {
      while (rows.next()) {
        replays.add(replay(rows));
      }
    }
    return replays;
  }

  public static Optional<Replay> byId(Sql sql, long id) throws SQLException {
    PreparedStatement find = sql.prepared(BY_ID);
    find.setLong(1, id);
    try (ResultSet rows = find.executeQuery()) {
      return rows.next() ? Optional.of(replay(rows)) : Optional.empty();
    }
  }

  public static void save(Sql sql, Replay replay) throws SQLException {
    PreparedStatement save = sql.prepared(SAVE);
    bind(save, replay.request());
    bind(save, replay.origin());
    bind(save, replay.progress());
    save.setLong(1, replay.id());
    save.setString(11, replay.state().name());
    save.setLong(12, Codes.millis(replay.changed()));
    save.executeUpdate();
  }

  private static void bind(PreparedStatement save, ReplayRequest request) throws SQLException {
    save.setString(2, request.source());
    save.setString(3, text(request.from()));
    save.setString(4, text(request.to()));
    save.setString(5, request.pattern());
    save.setInt(6, request.rate());
  }

  private static void bind(PreparedStatement save, Origin origin) throws SQLException {
    save.setString(7, origin.who());
    save.setString(8, origin.file());
    save.setInt(9, origin.answered() ? 1 : 0);
    save.setLong(10, Codes.millis(origin.at()));
  }

  private static void bind(PreparedStatement save, Progress progress) throws SQLException {
    RawPath cursor = progress.cursor();
    save.setBytes(13, cursor == null ? null : cursor.bytes());
    save.setLong(14, progress.total());
    save.setLong(15, progress.worked().toMillis());
    for (int i = 0; i < COUNTS.size(); i++) {
      save.setLong(FIRST_COUNT + i, progress.counts().getOrDefault(COUNTS.get(i), 0L));
    }
  }

  private static Replay replay(ResultSet row) throws SQLException {
    ReplayRequest request =
        new ReplayRequest(
            row.getString(2),
            time(row.getString(3)),
            time(row.getString(4)),
            row.getString(5),
            row.getInt(6));
    Origin origin =
        new Origin(
            row.getString(7),
            row.getString(8),
            row.getInt(9) == 1,
            Instant.ofEpochMilli(row.getLong(10)));
    return new Replay(
        row.getLong(1),
        request,
        origin,
        ReplayState.valueOf(row.getString(11)),
        Instant.ofEpochMilli(row.getLong(12)),
        progress(row));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    byte[] cursor = row.getBytes(13);
    Map<ReplayOutcome, Long> counts = new EnumMap<>(ReplayOutcome.class);
    for (int i = 0; i < COUNTS.size(); i++) {
      long count = row.getLong(FIRST_COUNT + i);
      if (count > 0) {
        counts.put(COUNTS.get(i), count);
      }
    }
    return new Progress(
        cursor == null ? null : RawPath.of(cursor),
        row.getLong(14),
        counts,
        Duration.ofMillis(row.getLong(15)));
  }

  private static @Nullable String text(@Nullable ReplayTime time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable ReplayTime time(@Nullable String text) {
    return text == null ? null : ReplayTime.parse(text);
  }
}
