// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Known;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/**
 * Finds files by id, path and DID: many at once, candidates by a short hash, then compared in full.
 */
public final class Lookup {

  static final String KNOWN =
      "SELECT id, source, path, state, device, inode, size, mtime, ctime FROM files"
          + " WHERE dir_key = ? AND name_key IN (SELECT value FROM json_each(?))";

  private Lookup() {}

  /** Reads a row of candidates. */
  private interface Found {

    void row(ResultSet row, RawPath path) throws SQLException;
  }

  public static Map<Long, Remembered> byIds(Sql sql, RowReader reader, Collection<Long> ids)
      throws SQLException {
    Map<Long, Remembered> found = new HashMap<>();
    PreparedStatement find = sql.prepared(RowReader.BY_IDS);
    find.setString(1, json(ids));
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getLong(1), reader.remembered(rows));
      }
    }
    return found;
  }

  public static Map<FileKey, Remembered> byKeys(Sql sql, RowReader reader, Collection<FileKey> keys)
      throws SQLException {
    Map<FileKey, Remembered> found = new HashMap<>();
    Map<String, List<RawPath>> bySource =
        keys.stream()
            .collect(
                Collectors.groupingBy(
                    FileKey::source, Collectors.mapping(FileKey::path, Collectors.toList())));
    for (Map.Entry<String, List<RawPath>> source : bySource.entrySet()) {
      candidates(
          sql,
          RowReader.BY_PATHS,
          source.getKey(),
          source.getValue(),
          (row, path) -> found.put(new FileKey(source.getKey(), path), reader.remembered(row)));
    }
    return found;
  }

  public static List<Known> known(Sql sql, String source, List<RawPath> paths) throws SQLException {
    List<Known> known = new ArrayList<>();
    candidates(
        sql,
        KNOWN,
        source,
        paths,
        (row, path) ->
            known.add(new Known(path, row.getLong(1), Codes.state(row.getInt(4)), stamp(row))));
    return known;
  }

  private static FileStamp stamp(ResultSet row) throws SQLException {
    return new FileStamp(
        row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9));
  }

  /** One query a directory. Both queries have source and path in their columns 2 and 3. */
  private static void candidates(
      Sql sql, String query, String source, List<RawPath> paths, Found found) throws SQLException {
    Optional<Integer> id = sql.sources().id(source);
    if (id.isEmpty()) {
      return;
    }
    Set<RawPath> wanted = new HashSet<>(paths);
    Map<Long, List<Integer>> names = new HashMap<>();
    for (RawPath path : wanted) {
      byte[] bytes = path.bytes();
      names
          .computeIfAbsent(Keys.directory(id.get(), bytes), key -> new ArrayList<>())
          .add(Keys.name(bytes));
    }
    PreparedStatement find = sql.prepared(query);
    for (Map.Entry<Long, List<Integer>> directory : names.entrySet()) {
      find.setLong(1, directory.getKey());
      find.setString(2, json(directory.getValue()));
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          RawPath path = RawPath.of(rows.getBytes(3));
          if (rows.getInt(2) == id.get() && wanted.contains(path)) {
            found.row(rows, path);
          }
        }
      }
    }
  }

  public static Map<Did, List<JournalFile>> namesakes(Sql sql, Collection<Did> dids)
      throws SQLException {
    Set<Did> wanted = new HashSet<>(dids);
    PreparedStatement find = sql.prepared(RowReader.BY_DIDS);
    find.setString(1, json(wanted.stream().map(Keys::did).toList()));
    RowReader reader = new RowReader(sql);
    Map<Did, List<JournalFile>> found = new HashMap<>();
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        JournalFile file = reader.file(rows);
        Did did = file.identity().did();
        if (did != null && wanted.contains(did)) {
          found.computeIfAbsent(did, key -> new ArrayList<>()).add(file);
        }
      }
    }
    return found;
  }

  public static List<JournalFile> registered(Sql sql, Collection<Long> inodes) throws SQLException {
    PreparedStatement find = sql.prepared(RowReader.BY_INODES);
    find.setString(1, json(inodes));
    RowReader reader = new RowReader(sql);
    List<JournalFile> found = new ArrayList<>();
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        found.add(reader.file(rows));
      }
    }
    return found;
  }

  private static String json(Collection<? extends Number> numbers) {
    StringBuilder json = new StringBuilder("[");
    for (Number number : numbers) {
      json.append(json.length() == 1 ? "" : ",").append(number);
    }
    return json.append(']').toString();
  }
}
