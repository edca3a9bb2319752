// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that must hold in a sound journal, asked of every row. */
public final class Soundness {

  private static final int SHOWN = 20;

  /** A line that changes neither state nor generation is somebody's remark. */
  private static final String REMARK =
      "SELECT 1 FROM history p WHERE p.file = l.file AND p.n = l.n - 1"
          + " AND p.to_state = l.to_state AND p.generation = l.generation";

  /** Each query gives the ids of files about which its sentence is true. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put(
        "is DIGESTED or later without digests",
        "SELECT id FROM files WHERE state IN (3, 4, 5, 6, 7) AND digests IS NULL");
    FILES.put(
        "is REGISTERED or later without a DID",
        "SELECT id FROM files WHERE state IN (4, 5, 6, 7) AND (scope IS NULL OR name IS NULL)");
    FILES.put(
        "is REGISTERED or later but not remembered as registered",
        "SELECT id FROM files WHERE state IN (4, 5, 6, 7) AND registered = 0");
    FILES.put(
        "was registered and is before REGISTERED again",
        "SELECT id FROM files WHERE state IN (1, 2, 3, 9) AND registered = 1");
    FILES.put(
        "is QUARANTINED without a problem",
        "SELECT id FROM files WHERE state = 8 AND problem IS NULL");
    FILES.put(
        "has a DID that its key does not lead to",
        "SELECT id FROM files WHERE (did_key IS NULL) <> (name IS NULL)");
    FILES.put("has no history", "SELECT id FROM files WHERE id NOT IN (SELECT file FROM history)");
    FILES.put(
        "has a history that ends otherwise than the file stands",
        "SELECT f.id FROM files f JOIN history h ON h.file = f.id"
            + " WHERE h.n = (SELECT max(n) FROM history l WHERE l.file = f.id AND NOT EXISTS ("
            + REMARK
            + ")) AND (h.to_state,"
            + " h.at, h.generation) <> (f.state, f.since, f.generation)");
    FILES.put(
        "has more or fewer lines of history than it counts",
        "SELECT id FROM files WHERE lines <> (SELECT count(*) FROM history WHERE file = id)");
    FILES.put(
        "has a history with a gap",
        "SELECT h.file FROM history h LEFT JOIN history p ON p.file = h.file AND p.n = h.n - 1"
            + " WHERE h.from_state IS NOT p.to_state");
    FILES.put(
        "has metadata that are to be written before it is registered",
        "SELECT m.file FROM metadata m JOIN files f ON f.id = m.file"
            + " WHERE f.registered = 0 AND (m.due IS NOT NULL OR m.written IS NOT NULL)");
    FILES.put(
        "is registered, but its metadata are neither written nor to be written",
        "SELECT m.file FROM metadata m JOIN files f ON f.id = m.file"
            + " WHERE f.registered = 1 AND m.due IS NULL AND m.written IS NULL");
    FILES.put(
        "was put into a dataset whose counters are off",
        "SELECT max(file) FROM memberships m JOIN datasets d ON d.id = m.dataset GROUP BY d.id"
            + " HAVING count(*) <> d.files OR sum(m.bytes) <> d.bytes");
    FILES.put(
        "has the same path as another one",
        "SELECT max(id) FROM files GROUP BY source, dir_key, name_key, path HAVING count(*) > 1");
  }

  private static final String WRONG_TALLIES =
      "SELECT s.name, c.name, sum(n), sum(b) FROM ("
          + " SELECT source, state, count AS n, bytes AS b FROM tallies UNION ALL"
          + " SELECT source, state, -count(*), -sum(size) FROM files GROUP BY source, state)"
          + " JOIN sources s ON s.id = source JOIN states c ON c.code = state"
          + " GROUP BY source, state HAVING sum(n) <> 0 OR sum(b) <> 0";
  private static final String WRONG_PROBLEMS =
      "SELECT s.name, problem, sum(n) FROM ("
          + " SELECT source, problem, count AS n FROM problems UNION ALL"
          + " SELECT source, problem, -count(*) FROM files WHERE problem IS NOT NULL"
          + " GROUP BY source, problem)"
          + " JOIN sources s ON s.id = source"
          + " GROUP BY source, problem HAVING sum(n) <> 0";

  private Soundness() {}

  public static List<String> faults(Sql sql) throws SQLException {
    List<String> faults = new ArrayList<>();
    structure(sql, "integrity_check", faults);
    if (!faults.isEmpty()) {
      return faults;
    }
    try (ResultSet row = sql.prepared("PRAGMA foreign_key_check").executeQuery()) {
      while (row.next() && faults.size() < SHOWN) {
        faults.add(
            "Row %s of %s refers to a row of %s that is not there."
                .formatted(row.getString(2), row.getString(1), row.getString(3)));
      }
    }
    for (Map.Entry<String, String> rule : FILES.entrySet()) {
      files(sql, rule.getKey(), rule.getValue(), faults);
    }
    counters(sql, faults);
    faults.addAll(Readability.faults(sql));
    return faults;
  }

  /**
   * What SQLite itself finds wrong; {@code quick_check} leaves the indexes out. To these checks a
   * page that the disk refused is as wrong as a broken one, so what they find is believed only if
   * it is found twice and every byte can be read.
   *
   * @throws SQLException with SQLITE_IOERR if it was the disk
   */
  public static void structure(Sql sql, String pragma, List<String> faults) throws SQLException {
    List<String> found = new ArrayList<>();
    check(sql, pragma, found);
    if (found.isEmpty()) {
      return;
    }
    List<String> again = new ArrayList<>();
    check(sql, pragma, again);
    if (again.isEmpty()) {
      throw Faults.unread("it was refused once and is sound when read again: " + found);
    }
    try {
      sql.readThrough();
    } catch (IOException e) {
      throw Faults.unread(e.toString());
    }
    faults.addAll(again);
  }

  /**
   * Whether a look at all of it, through a connection of its own, finds nothing.
   *
   * @return false also if it cannot be looked at; true for an empty one, which is being made
   */
  static boolean isSound(Path file) {
    List<String> faults = new ArrayList<>();
    try (Sql sql = Sql.reading(file)) {
      check(sql, "integrity_check", faults);
      return faults.isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  private static void check(Sql sql, String pragma, List<String> faults) throws SQLException {
    try (ResultSet row = sql.prepared("PRAGMA %s(%d)".formatted(pragma, SHOWN)).executeQuery()) {
      while (row.next()) {
        if (!row.getString(1).equals("ok")) {
          faults.add(row.getString(1));
        }
      }
    }
  }

  private static void files(Sql sql, String what, String query, List<String> faults)
      throws SQLException {
    try (ResultSet row = sql.prepared(query + " LIMIT " + SHOWN).executeQuery()) {
      while (row.next()) {
        faults.add("File %d %s.".formatted(row.getLong(1), what));
      }
    }
  }

  private static void counters(Sql sql, List<String> faults) throws SQLException {
    try (ResultSet row = sql.prepared(WRONG_TALLIES).executeQuery()) {
      while (row.next()) {
        faults.add(
            "The counters of source %s in %s are off by %d files and %d bytes."
                .formatted(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
      }
    }
    try (ResultSet row = sql.prepared(WRONG_PROBLEMS).executeQuery()) {
      while (row.next()) {
        faults.add(
            "The counter of source %s for problem %s is off by %d."
                .formatted(row.getString(1), row.getString(2), row.getLong(3)));
      }
    }
  }
}
