// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * SQLite itself, in machine code. The driver unpacks it from its jar into the folder for temporary
 * files at each start and compares both byte by byte, unless {@code org.sqlite.lib.path} and {@code
 * org.sqlite.lib.name} say where it lies: that spares a short verb a tenth of a second, and a host
 * whose {@code /tmp} runs no programs its refusal (sqlite-jdbc 3.50).
 */
public final class SqliteLibrary {

  private SqliteLibrary() {}

  /**
   * Unpacks it for this system; one of that name is replaced at once or not at all.
   *
   * @return its place; the name holds the driver's version, so that no other driver loads it
   * @throws IOException also if the driver has none for this system
   */
  public static Path unpack(Path directory) throws IOException {
    String inside =
        "/org/sqlite/native/%s/%s"
            .formatted(
                OSInfo.getNativeLibFolderPathForCurrentOS(), System.mapLibraryName("sqlitejdbc"));
    Path place = directory.resolve("libsqlitejdbc-" + SQLiteJDBCLoader.getVersion() + ".so");
    Path draft = Files.createTempFile(directory, "libsqlitejdbc", ".new");
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(inside)) {
      if (library == null) {
        throw new IOException("The driver has no " + inside);
      }
      Files.copy(library, draft, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
