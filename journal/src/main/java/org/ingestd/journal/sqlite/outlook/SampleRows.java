// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.outlook.SampleSpan;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Sql;

/** Samples of the counters; as many rows as the spans have steps and states, and no more. */
public final class SampleRows {

  /** The first of a step stays: nothing has to be added up. */
  private static final String KEEP =
      "INSERT INTO samples (step, at, state, count, bytes)"
          + " SELECT ?1, ?2, state, sum(count), sum(bytes) FROM tallies"
          + " WHERE NOT EXISTS (SELECT 1 FROM samples WHERE step = ?1 AND at = ?2)"
          + " GROUP BY state HAVING sum(count) > 0";

  private static final String DROP = "DELETE FROM samples WHERE step = ? AND at < ?";
  private static final String READ =
      "SELECT at, state, count, bytes FROM samples WHERE step = ? ORDER BY at, state";

  private SampleRows() {}

  /** In a writing transaction. */
  public static void keep(Sql sql, Instant now) throws SQLException {
    for (SampleSpan span : SampleSpan.values()) {
      PreparedStatement keep = sql.prepared(KEEP);
      keep.setLong(1, span.step().toSeconds());
      keep.setLong(2, Codes.millis(span.stepOf(now)));
      keep.executeUpdate();
      PreparedStatement drop = sql.prepared(DROP);
      drop.setLong(1, span.step().toSeconds());
      drop.setLong(2, Codes.millis(span.oldest(now)));
      drop.executeUpdate();
    }
  }

  public static List<Sample> read(Sql sql, SampleSpan span) throws SQLException {
    PreparedStatement read = sql.prepared(READ);
    read.setLong(1, span.step().toSeconds());
    Map<Instant, Map<FileState, Sample.Amount>> byTime = new TreeMap<>();
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        byTime
            .computeIfAbsent(
                Instant.ofEpochMilli(row.getLong(1)), at -> new EnumMap<>(FileState.class))
            .put(Codes.state(row.getInt(2)), new Sample.Amount(row.getLong(3), row.getLong(4)));
      }
    }
    return byTime.entrySet().stream()
        .map(sample -> new Sample(sample.getKey(), sample.getValue()))
        .toList();
  }
}
