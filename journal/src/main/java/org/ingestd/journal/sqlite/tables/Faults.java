// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's error codes mean for the journal. */
public final class Faults {

  /** Our own finding. SQLite itself has no use for this code, as no table counts its rows up. */
  private static final SQLiteErrorCode LEADS_NOWHERE = SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE;

  private Faults() {}

  /** Whether this is the fault of one statement, so that other work need not suffer from it. */
  public static boolean isOfOneStatement(SQLException fault) {
    return switch (primary(fault)) {
      case SQLITE_ERROR,
          SQLITE_CONSTRAINT,
          SQLITE_MISMATCH,
          SQLITE_TOOBIG,
          SQLITE_RANGE,
          SQLITE_INTERRUPT ->
          true;
      default -> false;
    };
  }

  public static JournalException told(Path file, SQLException fault) {
    if (fault instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return new JournalException(Kind.FULL, full(file), fault);
    }
    return switch (primary(fault)) {
      case SQLITE_FULL -> new JournalException(Kind.FULL, full(file), fault);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          new JournalException(
              Kind.LOCKED, "Another program writes to " + file + "; end it.", fault);
      case SQLITE_CORRUPT, SQLITE_NOTADB -> broken(file, fault);
      // A plain error is a table or column that is not there: the schema itself is damaged.
      case SQLITE_ERROR -> damaged(file, fault);
      case SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY, SQLITE_CANTOPEN -> closed(file, fault);
      case SQLITE_IOERR ->
          new JournalException(
              Kind.IO, "The disk refuses the journal " + file + ": " + fault.getMessage(), fault);
      default ->
          new JournalException(
              Kind.IO, "The journal " + file + " cannot be used: " + fault.getMessage(), fault);
    };
  }

  /**
   * SQLite calls a page broken also if the disk refused it once (its SQLITE_IOERR_CORRUPTFS becomes
   * SQLITE_CORRUPT, seen with 3.53), and damage means that a person must come. So all of the
   * journal is looked at once more, however long that takes.
   */
  private static JournalException broken(Path file, SQLException fault) {
    boolean dangles =
        fault instanceof SQLiteException sqlite && sqlite.getResultCode() == LEADS_NOWHERE;
    return dangles || !Soundness.isSound(file)
        ? damaged(file, fault)
        : new JournalException(
            Kind.IO,
            "The disk refused the journal %s once; read again, it is sound: %s"
                .formatted(file, fault.getMessage()),
            fault);
  }

  private static JournalException damaged(Path file, SQLException fault) {
    return new JournalException(
        Kind.DAMAGED, damaged(file, String.valueOf(fault.getMessage())), fault);
  }

  /** SQLite does not say why a file could not be opened: only the system's own answer tells. */
  private static JournalException closed(Path file, SQLException fault) {
    boolean ours = Files.isReadable(file) && Files.isWritable(file);
    Path directory = file.toAbsolutePath().getParent();
    boolean oursToo = directory == null || Files.isWritable(directory);
    return ours && oursToo
        ? new JournalException(
            Kind.IO, "The journal " + file + " cannot be used: " + fault.getMessage(), fault)
        : new JournalException(
            Kind.NOT_PERMITTED,
            "This user may not use the journal " + file + ": " + fault.getMessage(),
            fault);
  }

  /** What a failure of the file system beside SQLite means. */
  public static JournalException told(Path file, IOException fault) {
    return fault instanceof AccessDeniedException
        ? new JournalException(
            Kind.NOT_PERMITTED, "This user may not use the journal " + file + ": " + fault, fault)
        : new JournalException(
            Kind.IO, "The disk refuses the journal " + file + ": " + fault, fault);
  }

  /** A page that could not be read, though SQLite calls it broken. */
  static SQLException unread(String message) {
    return new SQLiteException(message, SQLiteErrorCode.SQLITE_IOERR_READ);
  }

  /** A number that leads nowhere, although nothing is ever removed. */
  static SQLException dangling(String message) {
    return new SQLiteException(message, LEADS_NOWHERE);
  }

  private static String full(Path file) {
    return "No space left for the journal " + file + "; free some.";
  }

  /** The file is kept as it is; a person decides what to do about it. */
  public static String damaged(Path file, String why) {
    return "The journal "
        + file
        + " is not to be trusted: "
        + why
        + ". It was left as it is. Restore the right one, or let `ingestd journal rebuild` make a new"
        + " one from the disk and Rucio.";
  }

  private static SQLiteErrorCode primary(SQLException fault) {
    if (!(fault instanceof SQLiteException sqlite)) {
      return SQLiteErrorCode.UNKNOWN_ERROR;
    }
    int code = sqlite.getResultCode().code;
    return code < 0 ? SQLiteErrorCode.UNKNOWN_ERROR : SQLiteErrorCode.getErrorCode(code & 0xff);
  }
}
