// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.life.JournalFile;

/** A page of files. Few files are found by their state, many by going along the table. */
public final class FilePage {

  /** Sorting so many rows by id costs less than a page that goes through a million others. */
  private static final long FEW = 10_000;

  private FilePage() {}

  public static List<JournalFile> run(Sql sql, FileQuery query) throws SQLException {
    List<Integer> sources = sources(sql, query);
    if (sources.isEmpty()) {
      return List.of();
    }
    PreparedStatement page = bound(sql, query, statement(sql, query, sources));
    RowReader reader = new RowReader(sql);
    List<JournalFile> files = new ArrayList<>();
    try (ResultSet rows = page.executeQuery()) {
      while (rows.next()) {
        files.add(reader.file(rows));
      }
    }
    return files;
  }

  private static List<Integer> sources(Sql sql, FileQuery query) throws SQLException {
    if (query.source().isEmpty()) {
      return sql.sources().all();
    }
    Optional<Integer> id = sql.sources().id(query.source().get());
    return id.map(List::of).orElse(List.of());
  }

  static String statement(Sql sql, FileQuery query, List<Integer> sources) throws SQLException {
    String states =
        query.states().stream()
            .map(Codes::code)
            .sorted()
            .map(String::valueOf)
            .collect(joining(", "));
    String place =
        "source IN (%s)".formatted(sources.stream().map(String::valueOf).collect(joining(", ")))
            + (states.isEmpty() ? "" : " AND state IN (%s)".formatted(states));
    boolean few =
        !states.isEmpty()
            && sql.number("SELECT coalesce(sum(count), 0) FROM tallies WHERE " + place) <= FEW;
    return "SELECT %s FROM files %s WHERE id > ? AND %s%s%s ORDER BY id LIMIT ?"
        .formatted(
            RowReader.COLUMNS,
            few ? "INDEXED BY files_by_state" : "NOT INDEXED",
            place,
            query.since().isPresent() ? " AND since >= ?" : "",
            query.text().isPresent() ? " AND instr(path, ?) > 0" : "");
  }

  private static PreparedStatement bound(Sql sql, FileQuery query, String statement)
      throws SQLException {
    PreparedStatement page = sql.prepared(statement);
    int next = 1;
    page.setLong(next++, query.after());
    if (query.since().isPresent()) {
      page.setLong(next++, Codes.millis(query.since().get()));
    }
    if (query.text().isPresent()) {
      page.setBytes(next++, query.text().get().getBytes(UTF_8));
    }
    page.setInt(next, query.limit());
    return page;
  }
}
