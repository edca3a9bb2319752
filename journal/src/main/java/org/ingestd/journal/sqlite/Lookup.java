// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.FileKey;
import org.ingestd.journal.JournalFile;
import org.ingestd.journal.Known;
import org.ingestd.journal.Remembered;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** Finds files by path and by DID: candidates by a short hash, then compared in full. */
final class Lookup {

  private static final String KNOWN =
      "SELECT id, source, path, state, device, inode, size, mtime, ctime FROM files"
          + " WHERE dir_key = ? AND name_key = ?";

  private Lookup() {}

  static Optional<Remembered> byKey(Sql sql, RowReader reader, FileKey key) throws SQLException {
    Optional<Integer> source = sql.sources().id(key.source());
    if (source.isEmpty()) {
      return Optional.empty();
    }
    byte[] path = key.path().bytes();
    try (ResultSet rows = candidates(sql, RowReader.BY_PATH, source.get(), path)) {
      while (rows.next()) {
        if (isFile(rows, source.get(), path)) {
          return Optional.of(reader.remembered(rows));
        }
      }
      return Optional.empty();
    }
  }

  static List<Known> known(Sql sql, String source, List<RawPath> paths) throws SQLException {
    Optional<Integer> id = sql.sources().id(source);
    List<Known> known = new ArrayList<>();
    if (id.isPresent()) {
      for (RawPath path : new LinkedHashSet<>(paths)) {
        known(sql, id.get(), path).ifPresent(known::add);
      }
    }
    return known;
  }

  private static Optional<Known> known(Sql sql, int source, RawPath path) throws SQLException {
    byte[] bytes = path.bytes();
    try (ResultSet rows = candidates(sql, KNOWN, source, bytes)) {
      while (rows.next()) {
        if (isFile(rows, source, bytes)) {
          FileStamp stamp =
              new FileStamp(
                  rows.getLong(5),
                  rows.getLong(6),
                  rows.getLong(7),
                  rows.getLong(8),
                  rows.getLong(9));
          return Optional.of(new Known(path, rows.getLong(1), Codes.state(rows.getInt(4)), stamp));
        }
      }
      return Optional.empty();
    }
  }

  private static ResultSet candidates(Sql sql, String query, int source, byte[] path)
      throws SQLException {
    PreparedStatement find = sql.prepared(query);
    find.setLong(1, Keys.directory(source, path));
    find.setInt(2, Keys.name(path));
    return find.executeQuery();
  }

  /** Both queries have source and path in their second and third columns. */
  private static boolean isFile(ResultSet row, int source, byte[] path) throws SQLException {
    return row.getInt(2) == source && Arrays.equals(row.getBytes(3), path);
  }

  static Map<Did, List<JournalFile>> namesakes(Sql sql, Collection<Did> dids) throws SQLException {
    RowReader reader = new RowReader(sql);
    Map<Did, List<JournalFile>> found = new HashMap<>();
    for (Did did : new LinkedHashSet<>(dids)) {
      PreparedStatement find = sql.prepared(RowReader.BY_DID);
      find.setLong(1, Keys.did(did));
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          JournalFile file = reader.file(rows);
          if (did.equals(file.identity().did())) {
            found.computeIfAbsent(did, key -> new ArrayList<>()).add(file);
          }
        }
      }
    }
    return found;
  }
}
