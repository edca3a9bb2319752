// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.Did;

/**
 * Finds files that have something in common with others. Hardly any does, so SQLite is asked once
 * for all of them, by indexes alone; only what it finds is read.
 */
public final class Others {

  /** Of {@code [did_key, id]}: the ids of those whose key another file has. */
  static final String OF_DIDS =
      "SELECT value ->> 1 FROM json_each(?) WHERE EXISTS (SELECT 1 FROM files"
          + " WHERE did_key = value ->> 0 AND files.id <> value ->> 1 AND state <> 9)";

  /** Of {@code [size, digests, id]}. */
  static final String OF_CONTENTS =
      "SELECT value ->> 2 FROM json_each(?) WHERE EXISTS (SELECT 1 FROM files"
          + " WHERE size = value ->> 0 AND digests = unhex(value ->> 1) AND length(digests) > 16"
          + " AND files.id <> value ->> 2 AND state <> 9)";

  private Others() {}

  /** Ids of those files whose DID another one may have: that is told by a short hash only. */
  public static Set<Long> contested(Sql sql, Collection<JournalFile> files) throws SQLException {
    StringJoiner keys = new StringJoiner(",", "[", "]");
    for (JournalFile file : files) {
      Did did = file.identity().did();
      if (did != null) {
        keys.add("[" + Keys.did(did) + "," + file.id() + "]");
      }
    }
    return ids(sql, OF_DIDS, keys.toString());
  }

  /** As {@link org.ingestd.journal.JournalReader#sameContent}. */
  public static Map<Long, List<JournalFile>> sameContent(Sql sql, Collection<JournalFile> files)
      throws SQLException {
    Map<Long, List<JournalFile>> same = new HashMap<>();
    Set<Long> some = withContentOfOthers(sql, files);
    for (JournalFile file : files) {
      if (some.contains(file.id())) {
        same.put(file.id(), sameContent(sql, file));
      }
    }
    return same;
  }

  private static Set<Long> withContentOfOthers(Sql sql, Collection<JournalFile> files)
      throws SQLException {
    StringJoiner contents = new StringJoiner(",", "[", "]");
    for (JournalFile file : files) {
      Digests digests = file.identity().digests();
      if (digests != null && digests.areTelling()) {
        String hex = HexFormat.of().formatHex(Codes.bytes(digests));
        contents.add("[" + file.size() + ",\"" + hex + "\"," + file.id() + "]");
      }
    }
    return ids(sql, OF_CONTENTS, contents.toString());
  }

  private static Set<Long> ids(Sql sql, String query, String json) throws SQLException {
    PreparedStatement find = sql.prepared(query);
    find.setString(1, json);
    Set<Long> ids = new HashSet<>();
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static List<JournalFile> sameContent(Sql sql, JournalFile file) throws SQLException {
    List<JournalFile> same = new ArrayList<>();
    RowReader reader = new RowReader(sql);
    PreparedStatement find = sql.prepared(RowReader.BY_CONTENT);
    find.setLong(1, file.size());
    find.setBytes(2, Codes.bytes(file.identity().digests()));
    find.setLong(3, file.id());
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        same.add(reader.file(rows));
      }
    }
    return same;
  }
}
