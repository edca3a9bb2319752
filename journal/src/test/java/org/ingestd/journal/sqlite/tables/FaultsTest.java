// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class FaultsTest {

  /** What SQLite itself calls corruption, and a schema that lacks what every journal has. */
  private static final Set<SQLiteErrorCode> CORRUPTION =
      EnumSet.of(
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_CORRUPT_INDEX,
          SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE,
          SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
          SQLiteErrorCode.SQLITE_NOTADB);

  @TempDir private Path folder;

  private Kind kind(SQLiteErrorCode code) throws IOException {
    Path file = folder.resolve("journal.db");
    if (!Files.exists(file)) {
      Files.writeString(file, "no journal at all".repeat(100));
    }
    return Faults.told(file, new SQLiteException("malformed, says the text", code)).kind();
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_IOERR_READ, IO",
    "SQLITE_IOERR_SHORT_READ, IO",
    "SQLITE_IOERR_CORRUPTFS, IO",
    "SQLITE_IOERR_FSYNC, IO",
    "SQLITE_IOERR_LOCK, IO",
    "SQLITE_IOERR_SHMOPEN, IO",
    "SQLITE_IOERR_SHMSIZE, FULL",
    "SQLITE_FULL, FULL",
    "SQLITE_BUSY, LOCKED",
    "SQLITE_BUSY_RECOVERY, LOCKED",
    "SQLITE_BUSY_SNAPSHOT, LOCKED",
    "SQLITE_LOCKED, LOCKED",
    "SQLITE_PROTOCOL, LOCKED",
    "SQLITE_CORRUPT, DAMAGED",
    "SQLITE_CORRUPT_INDEX, DAMAGED",
    "SQLITE_NOTADB, DAMAGED",
    "SQLITE_ERROR, DAMAGED",
    "SQLITE_CANTOPEN, IO",
    "SQLITE_READONLY_DBMOVED, IO",
    "SQLITE_NOMEM, IO",
  })
  void aCodeOfSqliteMeansOneThing(SQLiteErrorCode code, Kind kind) throws IOException {
    assertThat(kind(code)).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(SQLiteErrorCode.class)
  void onlyCorruptionIsDamageWhateverTheTextSays(SQLiteErrorCode code) throws IOException {
    boolean damage = CORRUPTION.contains(code) || (code.code & 0xff) == 1;

    assertThat(kind(code) == Kind.DAMAGED).as(code.toString()).isEqualTo(damage);
  }

  @Test
  void whatWeMayNotOpenIsNotPermitted() {
    Path nowhere = folder.resolve("closed/journal.db");

    assertThat(told(nowhere, new SQLiteException("", SQLiteErrorCode.SQLITE_CANTOPEN)))
        .isEqualTo(Kind.NOT_PERMITTED);
    assertThat(Faults.told(nowhere, new AccessDeniedException("journal.lock")).kind())
        .isEqualTo(Kind.NOT_PERMITTED);
    assertThat(Faults.told(nowhere, new IOException("Input/output error")).kind())
        .isEqualTo(Kind.IO);
  }

  private static Kind told(Path file, SQLException fault) {
    JournalException told = Faults.told(file, fault);
    assertThat(told).hasCause(fault).hasMessageContaining(file.toString());
    return told.kind();
  }
}
