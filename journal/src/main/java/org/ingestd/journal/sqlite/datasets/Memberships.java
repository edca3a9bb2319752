// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.Membership;
import org.ingestd.journal.sqlite.tables.Sql;

/** Which dataset was decided for each file. */
public final class Memberships {

  private static final String OF_FILE =
      "SELECT file, dataset, night, bytes FROM memberships WHERE file = ?";
  private static final String ADD =
      "INSERT INTO memberships (file, dataset, night, bytes) VALUES (?, ?, ?, ?)";
  private static final String IF_NEW = ADD + " ON CONFLICT DO NOTHING";
  private static final String KEEP =
      ADD
          + " ON CONFLICT DO UPDATE SET"
          + " dataset = excluded.dataset, night = excluded.night, bytes = excluded.bytes";
  static final String UNREGISTERED =
      "SELECT EXISTS (SELECT 1 FROM memberships m JOIN files f ON f.id = m.file"
          + " WHERE m.dataset = ? AND f.registered = 0 AND f.state <> 9)";

  private Memberships() {}

  /** Puts files where they were found, in a writing transaction. */
  public static void found(Sql sql, FoundDataset found) throws SQLException {
    Optional<JournalDataset> known = DatasetRows.named(sql, found.did());
    JournalDataset dataset =
        known.isPresent() ? known.get() : DatasetRows.insert(sql, found.empty());
    found.requireOf(dataset);
    for (FoundDataset.Member member : found.members()) {
      if (of(sql, member.file()).isEmpty()) {
        keep(sql, new Membership(member.file(), dataset.id(), member.night(), member.bytes()));
        dataset = dataset.with(dataset.filled().plus(member.bytes()));
      }
    }
    DatasetRows.update(sql, dataset);
  }

  static Optional<Membership> of(Sql sql, long file) throws SQLException {
    PreparedStatement find = sql.prepared(OF_FILE);
    find.setLong(1, file);
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Membership(row.getLong(1), row.getLong(2), night(row.getInt(3)), row.getLong(4)))
          : Optional.empty();
    }
  }

  static void keep(Sql sql, Membership membership) throws SQLException {
    put(sql.prepared(KEEP), membership);
  }

  /** Whether the file had none; nothing is changed otherwise. */
  static boolean keepIfNew(Sql sql, Membership membership) throws SQLException {
    return put(sql.prepared(IF_NEW), membership) == 1;
  }

  private static int put(PreparedStatement statement, Membership membership) throws SQLException {
    statement.setLong(1, membership.file());
    statement.setLong(2, membership.dataset());
    statement.setInt(3, Integer.parseInt(membership.night()));
    statement.setLong(4, membership.bytes());
    return statement.executeUpdate();
  }

  static String night(int number) {
    return "%08d".formatted(number);
  }

  /** Whether a file was put there that Rucio does not have yet, and that has not gone. */
  public static boolean awaitsFiles(Sql sql, JournalDataset dataset) throws SQLException {
    PreparedStatement ask = sql.prepared(UNREGISTERED);
    ask.setLong(1, dataset.id());
    try (ResultSet row = ask.executeQuery()) {
      row.next();
      return row.getInt(1) == 1;
    }
  }
}
