// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.sqlite.tables.Faults;
import org.ingestd.journal.sqlite.tables.Sql;

/**
 * The versions of the tables, each a numbered file of SQL; forward only. A journal is brought to
 * the newest in one transaction, after a copy was put beside it.
 *
 * @param migrations number n of them leads from version n - 1 to n
 */
record Schema(List<String> migrations) {

  /** "ING1" in the header of the file, so that no other program's file is taken for a journal. */
  static final int APPLICATION = 0x494e4731;

  static final Schema NEWEST =
      new Schema(
          List.of(
              resource("v001__first.sql"),
              resource("v002__replays.sql"),
              resource("v003__registered_by_inode.sql"),
              resource("v004__metadata.sql"),
              resource("v005__datasets.sql"),
              resource("v006__outlook.sql"),
              resource("v007__same_content.sql"),
              resource("v008__source_acts.sql"),
              resource("v009__copies.sql"),
              resource("v010__problems_by_source.sql"),
              resource("v011__arrivals.sql"),
              resource("v012__copied_bytes.sql")));

  private static String resource(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its file " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int version() {
    return migrations.size();
  }

  /** Whether nothing was ever written to the file, as after a crash in the very first second. */
  static boolean isEmpty(Sql sql) throws SQLException {
    return sql.number("PRAGMA application_id") == 0
        && sql.number("PRAGMA user_version") == 0
        && sql.number("SELECT count(*) FROM sqlite_schema") == 0;
  }

  /**
   * @throws JournalException NEWER, or DAMAGED if the file is no journal
   */
  long versionOf(Sql sql, Path file) throws SQLException {
    if (sql.number("PRAGMA application_id") != APPLICATION) {
      throw new JournalException(Kind.DAMAGED, Faults.damaged(file, "it is no journal"));
    }
    long found = sql.number("PRAGMA user_version");
    if (found > version()) {
      throw new JournalException(
          Kind.NEWER,
          "The journal %s has version %d; this program knows versions up to %d. Install a newer one."
              .formatted(file, found, version()));
    }
    return found;
  }

  /** Brings the journal to the newest version; an empty file becomes a new journal. */
  void migrate(Sql sql, Path file, long largeFrom) throws SQLException, IOException {
    long found = isEmpty(sql) ? 0 : versionOf(sql, file);
    if (found == version()) {
      return;
    }
    if (found > 0) {
      keepCopy(sql, file, found);
    }
    sql.execute("BEGIN IMMEDIATE");
    for (long version = found + 1; version <= version(); version++) {
      sql.executeAll(migrations.get((int) version - 1));
    }
    if (found == 0) {
      begin(sql, largeFrom);
    }
    sql.execute("PRAGMA user_version = " + version());
    sql.execute("COMMIT");
  }

  private static void begin(Sql sql, long largeFrom) throws SQLException {
    sql.execute("PRAGMA application_id = " + APPLICATION);
    PreparedStatement insert = sql.prepared("INSERT INTO meta VALUES (1, ?, 0, ?)");
    insert.setString(1, UUID.randomUUID().toString());
    insert.setLong(2, largeFrom);
    insert.executeUpdate();
  }

  /**
   * Left by an interrupted migration, a copy stands for the same version and stays. It gets its
   * name when it is whole and on the disk.
   */
  private static void keepCopy(Sql sql, Path file, long version) throws SQLException, IOException {
    Path copy = file.resolveSibling("journal.v%03d.db".formatted(version));
    if (!Files.exists(copy)) {
      Backup.copy(sql, copy);
    }
  }
}
