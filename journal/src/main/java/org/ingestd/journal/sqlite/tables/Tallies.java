// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * How the counters change in a transaction. They are gathered here and written once at its end,
 * because a thousand files share a handful of counters.
 */
public final class Tallies {

  private static final String ADD =
      "INSERT INTO tallies (source, state, count, bytes) VALUES (?1, ?2, 0, 0)"
          + " ON CONFLICT DO NOTHING";
  private static final String CHANGE =
      "UPDATE tallies SET count = count + ?, bytes = bytes + ? WHERE source = ? AND state = ?";
  private static final String ADD_PROBLEM =
      "INSERT INTO problems (source, problem, count) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";
  private static final String CHANGE_PROBLEM =
      "UPDATE problems SET count = count + ? WHERE source = ? AND problem = ?";

  private record Place(String source, FileState state) {}

  private record Trouble(String source, ProblemCode problem) {}

  private final Sql sql;
  private final Map<Place, long[]> files = new HashMap<>();
  private final Map<Trouble, Long> troubles = new HashMap<>();

  public Tallies(Sql sql) {
    this.sql = sql;
  }

  public void count(@Nullable JournalFile before, JournalFile after) {
    if (before != null) {
      add(before, -1);
    }
    add(after, 1);
  }

  private void add(JournalFile file, int sign) {
    long[] sums =
        files.computeIfAbsent(new Place(file.key().source(), file.state()), key -> new long[2]);
    sums[0] += sign;
    sums[1] += sign * file.size();
    ProblemCode problem = file.retry().problem();
    if (problem != null) {
      troubles.merge(new Trouble(file.key().source(), problem), (long) sign, Long::sum);
    }
  }

  public void forget() {
    files.clear();
    troubles.clear();
  }

  public void write() throws SQLException {
    for (Map.Entry<Place, long[]> change : files.entrySet()) {
      if (change.getValue()[0] != 0 || change.getValue()[1] != 0) {
        write(change.getKey(), change.getValue());
      }
    }
    for (Map.Entry<Trouble, Long> change : troubles.entrySet()) {
      if (change.getValue() != 0) {
        write(change.getKey(), change.getValue());
      }
    }
    forget();
  }

  private void write(Place place, long[] sums) throws SQLException {
    int source = sql.sources().idOrNew(place.source());
    int state = Codes.code(place.state());
    PreparedStatement add = sql.prepared(ADD);
    add.setInt(1, source);
    add.setInt(2, state);
    add.executeUpdate();
    PreparedStatement change = sql.prepared(CHANGE);
    change.setLong(1, sums[0]);
    change.setLong(2, sums[1]);
    change.setInt(3, source);
    change.setInt(4, state);
    change.executeUpdate();
  }

  private void write(Trouble trouble, long difference) throws SQLException {
    int source = sql.sources().idOrNew(trouble.source());
    PreparedStatement add = sql.prepared(ADD_PROBLEM);
    add.setInt(1, source);
    add.setString(2, trouble.problem().name());
    add.executeUpdate();
    PreparedStatement change = sql.prepared(CHANGE_PROBLEM);
    change.setLong(1, difference);
    change.setInt(2, source);
    change.setString(3, trouble.problem().name());
    change.executeUpdate();
  }
}
