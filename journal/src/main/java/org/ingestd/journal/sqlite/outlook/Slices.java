// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Slices of the list of files. Few files are found by their problem or state; else so many rows of
 * the table are looked at, and no more, that nobody waits.
 */
public final class Slices {

  /** Sorting so many rows by id costs less than going through a million others. */
  private static final long FEW = 3_000;

  /** Rows of one call: a tenth of a second, about. */
  static final long WINDOW = 100_000;

  private static final String ALL_STATES = "";

  private Slices() {}

  /** How the wanted rows are reached. */
  enum Way {
    BY_PROBLEM("INDEXED BY files_by_problem"),
    BY_STATE("INDEXED BY files_by_state"),
    BY_ID("NOT INDEXED");

    private final String hint;

    Way(String hint) {
      this.hint = hint;
    }
  }

  public static FileSlice run(Sql sql, FileFilter filter, SliceStart start, int limit)
      throws SQLException {
    List<Integer> sources = sources(sql, filter);
    if (sources.isEmpty()) {
      return new FileSlice(List.of(), null);
    }
    Way way = way(sql, filter, sources);
    boolean whole = way != Way.BY_ID || filter.equals(FileFilter.ALL);
    Window window = Window.of(start, sql.number("SELECT coalesce(max(id), 0) FROM files"), whole);
    String statement = statement(filter, sources, way, start.newestFirst());
    List<JournalFile> files = read(sql, bound(sql, filter, statement, window, limit));
    return new FileSlice(files, after(files, limit, window));
  }

  /**
   * Ids that are looked at.
   *
   * @param from not with it
   * @param to with it
   * @param isLast whether nothing is beyond
   */
  private record Window(long from, long to, boolean isLast) {

    static Window of(SliceStart start, long last, boolean whole) {
      if (start.newestFirst()) {
        long from = Math.min(start.after(), last + 1);
        long to = whole ? 1 : Math.max(1, from - WINDOW);
        return new Window(from, to, to == 1);
      }
      long to = whole ? last : Math.min(last, start.after() + WINDOW);
      return new Window(start.after(), to, to >= last);
    }
  }

  private static @Nullable Long after(List<JournalFile> files, int limit, Window window) {
    if (files.size() >= limit) {
      return files.get(files.size() - 1).id();
    }
    return window.isLast() ? null : (Long) window.to();
  }

  private static List<JournalFile> read(Sql sql, PreparedStatement slice) throws SQLException {
    RowReader reader = new RowReader(sql);
    List<JournalFile> files = new ArrayList<>();
    try (ResultSet rows = slice.executeQuery()) {
      while (rows.next()) {
        files.add(reader.file(rows));
      }
    }
    return files;
  }

  private static List<Integer> sources(Sql sql, FileFilter filter) throws SQLException {
    if (filter.source().isEmpty()) {
      return sql.sources().all();
    }
    Optional<Integer> id = sql.sources().id(filter.source().get());
    return id.map(List::of).orElse(List.of());
  }

  static Way way(Sql sql, FileFilter filter, List<Integer> sources) throws SQLException {
    if (filter.problem().isPresent() && isRare(sql, filter)) {
      return Way.BY_PROBLEM;
    }
    String states = states(filter);
    boolean few =
        !states.equals(ALL_STATES)
            && sql.number(
                    "SELECT coalesce(sum(count), 0) FROM tallies WHERE source IN (%s) AND state IN (%s)"
                        .formatted(numbers(sources), states))
                <= FEW;
    return few ? Way.BY_STATE : Way.BY_ID;
  }

  private static boolean isRare(Sql sql, FileFilter filter) throws SQLException {
    PreparedStatement count =
        sql.prepared("SELECT coalesce(sum(count), 0) FROM problems WHERE problem = ?");
    count.setString(1, filter.problem().orElseThrow().name());
    try (ResultSet row = count.executeQuery()) {
      return row.next() && row.getLong(1) <= FEW;
    }
  }

  private static String states(FileFilter filter) {
    return numbers(filter.states().stream().map(Codes::code).sorted().toList());
  }

  private static String numbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(joining(", "));
  }

  static String statement(FileFilter filter, List<Integer> sources, Way way, boolean down) {
    String states = states(filter);
    return "SELECT %s FROM files %s WHERE %s AND source IN (%s)%s%s%s ORDER BY id %s LIMIT ?3"
        .formatted(
            RowReader.COLUMNS,
            way.hint,
            down ? "id < ?1 AND id >= ?2" : "id > ?1 AND id <= ?2",
            numbers(sources),
            states.equals(ALL_STATES) ? "" : " AND state IN (" + states + ")",
            filter.problem().isPresent() ? " AND problem = ?4" : "",
            filter.text().isPresent() ? " AND instr(path, ?5) > 0" : "",
            down ? "DESC" : "ASC");
  }

  private static PreparedStatement bound(
      Sql sql, FileFilter filter, String statement, Window window, int limit) throws SQLException {
    PreparedStatement slice = sql.prepared(statement);
    slice.setLong(1, window.from());
    slice.setLong(2, window.to());
    slice.setInt(3, limit);
    if (filter.problem().isPresent()) {
      slice.setString(4, filter.problem().get().name());
    }
    if (filter.text().isPresent()) {
      slice.setBytes(5, filter.text().get().getBytes(UTF_8));
    }
    return slice;
  }
}
