// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.JournalDataset.Filled;
import org.ingestd.journal.dataset.JournalDataset.Plan;
import org.ingestd.journal.dataset.JournalDataset.Sequel;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** The table of datasets. */
public final class DatasetRows {

  static final String COLUMNS =
      "d.id, d.scope, d.base, d.suffix, d.part, d.container, d.contained, d.closable, d.state,"
          + " d.files, d.bytes";
  static final int COLUMN_COUNT = 11;

  static final String BY_NAME =
      "SELECT " + COLUMNS + " FROM datasets d WHERE d.scope = ? AND d.name = ?";
  static final String BY_BASE =
      "SELECT " + COLUMNS + " FROM datasets d WHERE d.scope = ? AND d.base = ?";
  private static final String BY_ID = "SELECT " + COLUMNS + " FROM datasets d WHERE d.id = ?";
  private static final String INSERT =
      "INSERT INTO datasets (scope, base, suffix, part, container, contained, closable, state,"
          + " files, bytes, name, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE datasets SET contained = ?, state = ?, files = ?, bytes = ? WHERE id = ?";

  private DatasetRows() {}

  public static Optional<JournalDataset> named(Sql sql, Did did) throws SQLException {
    return all(sql, BY_NAME, did).stream().findFirst();
  }

  static List<JournalDataset> ofBase(Sql sql, Did base) throws SQLException {
    return all(sql, BY_BASE, base);
  }

  private static List<JournalDataset> all(Sql sql, String query, Did did) throws SQLException {
    PreparedStatement find = sql.prepared(query);
    find.setString(1, did.scope());
    find.setString(2, did.name());
    List<JournalDataset> found = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        found.add(dataset(row));
      }
    }
    return found;
  }

  static Optional<JournalDataset> byId(Sql sql, long id) throws SQLException {
    PreparedStatement find = sql.prepared(BY_ID);
    find.setLong(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(dataset(row)) : Optional.empty();
    }
  }

  static JournalDataset dataset(ResultSet row) throws SQLException {
    String scope = row.getString(2);
    @Nullable String container = row.getString(6);
    return new JournalDataset(
        row.getLong(1),
        new Did(scope, row.getString(3)),
        new Sequel(row.getString(4), row.getInt(5)),
        new Plan(
            container == null ? null : new Did(scope, container),
            row.getInt(7) == 1,
            row.getInt(8) == 1),
        DatasetState.valueOf(row.getString(9)),
        new Filled(row.getLong(10), row.getLong(11)));
  }

  /** In a writing transaction; gives the dataset an id. */
  static JournalDataset insert(Sql sql, JournalDataset fresh) throws SQLException {
    JournalDataset dataset =
        fresh.withId(sql.number("SELECT coalesce(max(id), 0) + 1 FROM datasets"));
    Did container = dataset.plan().container();
    PreparedStatement insert = sql.prepared(INSERT);
    insert.setString(1, dataset.base().scope());
    insert.setString(2, dataset.base().name());
    insert.setString(3, dataset.sequel().suffix());
    insert.setInt(4, dataset.sequel().part());
    insert.setString(5, container == null ? null : container.name());
    insert.setInt(6, dataset.plan().contained() ? 1 : 0);
    insert.setInt(7, dataset.plan().closable() ? 1 : 0);
    insert.setString(8, dataset.state().name());
    insert.setLong(9, dataset.files());
    insert.setLong(10, dataset.bytes());
    insert.setString(11, dataset.did().name());
    insert.setLong(12, dataset.id());
    insert.executeUpdate();
    return dataset;
  }

  /** In a writing transaction; what never changes is not written. */
  public static void update(Sql sql, JournalDataset dataset) throws SQLException {
    PreparedStatement update = sql.prepared(UPDATE);
    update.setInt(1, dataset.plan().contained() ? 1 : 0);
    update.setString(2, dataset.state().name());
    update.setLong(3, dataset.files());
    update.setLong(4, dataset.bytes());
    update.setLong(5, dataset.id());
    update.executeUpdate();
  }
}
