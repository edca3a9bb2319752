// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection to the journal, with its prepared statements and the texts it has read. For one
 * thread at a time. Transactions are begun and ended in SQL, because the driver's own would begin
 * one with the first reading.
 */
public final class Sql implements AutoCloseable {

  private static final int BUSY_MILLIS = 10_000;

  /** In KiB. Inserts meet pages all over the indexes; readings have the kernel's cache, too. */
  private static final int WRITER_CACHE = 65_536;

  private static final int READER_CACHE = 8_192;

  private static final int READ_THROUGH = 1 << 20;

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Phrases phrases = new Phrases(this);
  private final Sources sources = new Sources(this);

  private Sql(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** The writing connection; creates the file if it is not there. */
  public static Sql writing(Path file) throws SQLException {
    SQLiteConfig config = settings(WRITER_CACHE);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // The writer checkpoints by itself, because SQLite swallows errors of its automatic ones.
    return open(file, config, "", "wal_autocheckpoint = 0", "cell_size_check = ON");
  }

  /** Writes neither the file nor its log. */
  public static Sql reading(Path file) throws SQLException {
    return readOnly(file, "");
  }

  /** For a journal at rest in a directory where nothing may be created. */
  public static Sql immutable(Path file) throws SQLException {
    return readOnly(file, "?immutable=1");
  }

  private static Sql readOnly(Path file, String parameters) throws SQLException {
    SQLiteConfig config = settings(READER_CACHE);
    config.setReadOnly(true);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return open(file, config, parameters, "query_only = ON");
  }

  private static SQLiteConfig settings(int cache) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-cache);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    // The driver would ask for the last id after every single change.
    config.setGetGeneratedKeys(false);
    return config;
  }

  /** Through a URI, so that any character may stand in the path. */
  private static Sql open(Path file, SQLiteConfig config, String parameters, String... pragmas)
      throws SQLException {
    String uri = "file:" + file.toAbsolutePath().toUri().getRawPath() + parameters;
    Sql sql = new Sql(file, config.createConnection("jdbc:sqlite:" + uri));
    try {
      for (String pragma : pragmas) {
        sql.execute("PRAGMA " + pragma);
      }
      return sql;
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }

  public Phrases phrases() {
    return phrases;
  }

  public Sources sources() {
    return sources;
  }

  public PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Several statements, each ended by a semicolon at the end of a line. */
  public void executeAll(String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    }
  }

  /** The first column of the first row, which must exist. */
  public long number(String sql) throws SQLException {
    try (ResultSet rows = prepared(sql).executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Reads every byte of the journal and its log, past SQLite.
   *
   * @throws IOException if the disk refuses one
   */
  void readThrough() throws IOException {
    readThrough(file);
    try {
      readThrough(file.resolveSibling(file.getFileName() + "-wal"));
    } catch (NoSuchFileException atRest) {
      // A journal that was closed has no log, and all of it was read.
    }
  }

  private static void readThrough(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
      ByteBuffer block = ByteBuffer.allocate(READ_THROUGH);
      while (channel.read(block) >= 0) {
        block.clear();
      }
    }
  }

  /**
   * Forgets what was learnt in a transaction that was rolled back, and the statements: the driver
   * finalises one that failed, and it cannot be used again.
   */
  public void forget() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
    phrases.forget();
    sources.forget();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
