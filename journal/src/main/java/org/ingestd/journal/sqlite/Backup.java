// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.sqlite.tables.Faults;
import org.ingestd.journal.sqlite.tables.Soundness;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.StateDirectory;

/** A copy of a journal as it is at one moment, also while a daemon writes it. */
public final class Backup {

  private Backup() {}

  /**
   * What was copied.
   *
   * @param commits how many transactions the journal had seen
   */
  public record Copy(long files, long commits) {}

  /**
   * Writes the copy, reads all of it back, and only then gives it its name. It is on the disk when
   * this returns.
   *
   * @param target must not exist; beside it a name ending in {@code .part} is used meanwhile
   * @throws FileAlreadyExistsException if the target is there
   * @throws JournalException DAMAGED if the journal, and so its copy, is not sound
   */
  public static Copy write(Path state, Path target) throws IOException {
    Path file = new StateDirectory(state).journal();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.deleteIfExists(part);
    try {
      try (Sql sql = Sql.reading(file)) {
        // It forbids the copy as well; the file itself stays opened for reading only.
        sql.execute("PRAGMA query_only = OFF");
        vacuum(sql, part);
      }
      Copy copy = checked(file, part);
      rename(part, target);
      return copy;
    } catch (SQLException e) {
      throw Faults.told(file, e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The same through a connection that is open, of a journal of whatever version. */
  static void copy(Sql sql, Path target) throws SQLException, IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      vacuum(sql, part);
      rename(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void vacuum(Sql sql, Path part) throws SQLException, IOException {
    PreparedStatement vacuum = sql.prepared("VACUUM INTO ?");
    vacuum.setString(1, part.toAbsolutePath().toString());
    vacuum.execute();
    force(part, StandardOpenOption.WRITE);
  }

  private static void rename(Path part, Path target) throws IOException {
    Files.move(part, target);
    force(
        Objects.requireNonNull(target.toAbsolutePath().getParent(), "directory"),
        StandardOpenOption.READ);
  }

  private static Copy checked(Path file, Path part) throws SQLException {
    try (Sql sql = Sql.immutable(part)) {
      List<String> faults = Soundness.faults(sql);
      if (!faults.isEmpty()) {
        throw new JournalException(Kind.DAMAGED, Faults.damaged(file, String.join("; ", faults)));
      }
      return new Copy(
          sql.number("SELECT count(*) FROM files"), sql.number("SELECT commits FROM meta"));
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
