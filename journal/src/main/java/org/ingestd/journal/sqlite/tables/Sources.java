// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources are small integers in the tables. There are few of them and none is ever removed. */
public final class Sources {

  private final Sql sql;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  Sources(Sql sql) {
    this.sql = sql;
  }

  void forget() {
    ids.clear();
    names.clear();
  }

  public Optional<Integer> id(String name) throws SQLException {
    if (!ids.containsKey(name)) {
      load();
    }
    return Optional.ofNullable(ids.get(name));
  }

  /** In a writing transaction. */
  public int idOrNew(String name) throws SQLException {
    Optional<Integer> known = id(name);
    if (known.isEmpty()) {
      PreparedStatement insert = sql.prepared("INSERT INTO sources (name) VALUES (?)");
      insert.setString(1, name);
      insert.executeUpdate();
    }
    return known.isPresent() ? known.get() : id(name).orElseThrow();
  }

  public String name(int id) throws SQLException {
    if (!names.containsKey(id)) {
      load();
    }
    String name = names.get(id);
    if (name == null) {
      throw Faults.dangling("No source has the number " + id);
    }
    return name;
  }

  public List<Integer> all() throws SQLException {
    load();
    return new ArrayList<>(names.keySet());
  }

  private void load() throws SQLException {
    try (ResultSet rows = sql.prepared("SELECT id, name FROM sources").executeQuery()) {
      while (rows.next()) {
        ids.put(rows.getString(2), rows.getInt(1));
        names.put(rows.getInt(1), rows.getString(2));
      }
    }
  }
}
