// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.oracle.JournalContent.Dataset;
import org.ingestd.harness.oracle.JournalContent.Line;
import org.ingestd.harness.oracle.JournalContent.Place;
import org.ingestd.harness.oracle.JournalContent.Row;
import org.ingestd.harness.oracle.JournalContent.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal that nobody holds, from a copy of its files: opening the original would change
 * what the next start finds. Follows the comments of the schema, not the daemon's code.
 */
public final class JournalCopy {

  private static final int TAIL_BITS = 13;
  private static final Map<Character, Integer> BYTES = Map.of('A', 4, 'M', 16, 'S', 32, 'C', 4);

  private final Statement sql;
  private final Map<Long, String> phrases = new HashMap<>();
  private final Map<Integer, String> states = new HashMap<>();

  private JournalCopy(Statement sql) {
    this.sql = sql;
  }

  /**
   * @param state the daemon's state directory; without a journal there the content is empty
   * @param scratch an existing directory for the copy
   */
  public static JournalContent read(Path state, Path scratch) throws IOException {
    Path journal = state.resolve("journal.db");
    if (!Files.exists(journal)) {
      return JournalContent.empty(List.of());
    }
    Path folder = Files.createTempDirectory(scratch, "journal");
    Path copy = Files.copy(journal, folder.resolve("journal.db"));
    Path log = state.resolve("journal.db-wal");
    if (Files.exists(log)) {
      Files.copy(log, folder.resolve("journal.db-wal"));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      return new JournalCopy(statement).content();
    } catch (SQLException e) {
      return JournalContent.empty(List.of("cannot be read: " + e.getMessage()));
    }
  }

  private JournalContent content() throws SQLException {
    List<String> damage = new ArrayList<>();
    each("PRAGMA integrity_check", row -> damage.add(row.getString(1)));
    damage.remove("ok");
    Set<String> tables = new HashSet<>();
    each("SELECT name FROM sqlite_schema", row -> tables.add(row.getString(1)));
    if (!tables.contains("files")) {
      return JournalContent.empty(damage);
    }
    each("SELECT id, text FROM phrases", row -> phrases.put(row.getLong(1), row.getString(2)));
    each("SELECT code, name FROM states", row -> states.put(row.getInt(1), row.getString(2)));
    Map<Long, List<Line>> histories = histories();
    List<Row> rows = new ArrayList<>();
    each("SELECT * FROM files ORDER BY id", row -> rows.add(row(row, histories)));
    Set<String> rules = new HashSet<>();
    each("SELECT rule_id FROM rules", row -> rules.add(row.getString(1)));
    Map<String, Dataset> datasets = new HashMap<>();
    each(
        "SELECT * FROM datasets",
        row ->
            datasets.put(
                row.getString("name"),
                new Dataset(row.getString("state"), row.getInt("contained") == 1)));
    return new JournalContent(rows, rules, datasets, damage);
  }

  private Map<Long, List<Line>> histories() throws SQLException {
    Map<Long, List<Line>> histories = new HashMap<>();
    each(
        "SELECT * FROM history ORDER BY file, n",
        row -> {
          Object from = row.getObject("from_state");
          histories
              .computeIfAbsent(row.getLong("file"), file -> new ArrayList<>())
              .add(
                  new Line(
                      from == null ? null : state(((Number) from).intValue()),
                      state(row.getInt("to_state")),
                      String.valueOf(phrase(row.getObject("reason"))),
                      row.getInt("generation")));
        });
    return histories;
  }

  private Row row(ResultSet row, Map<Long, List<Line>> histories) throws SQLException {
    byte[] path = row.getBytes("path");
    Object due = row.getObject("due");
    return new Row(
        row.getLong("id"),
        new String(path, UTF_8),
        new Standing(
            state(row.getInt("state")),
            String.valueOf(phrase(row.getObject("reason"))),
            row.getInt("generation"),
            due == null ? null : ((Number) due).longValue(),
            row.getString("problem")),
        row.getLong("size"),
        digests(row.getBytes("digests")),
        new Place(
            withTail(row.getObject("name"), path),
            phrase(row.getObject("dataset_name")),
            withTail(row.getObject("pfn"), path)),
        histories.getOrDefault(row.getLong("id"), List.of()));
  }

  private String state(int code) {
    return states.getOrDefault(code, "state " + code);
  }

  private @Nullable String phrase(@Nullable Object stored) {
    return stored instanceof Number id
        ? phrases.getOrDefault(id.longValue(), "no phrase " + id)
        : (String) stored;
  }

  private @Nullable String withTail(@Nullable Object stored, byte[] path) {
    if (!(stored instanceof Number number)) {
      return (String) stored;
    }
    int tail = (int) (number.longValue() & ((1 << TAIL_BITS) - 1));
    long front = number.longValue() >> TAIL_BITS;
    String end = new String(path, path.length - tail, tail, UTF_8);
    return front == 0 ? end : phrase(front) + end;
  }

  private static Map<Character, String> digests(byte @Nullable [] bytes) {
    Map<Character, String> digests = new HashMap<>();
    int at = 0;
    while (bytes != null && at < bytes.length) {
      char letter = (char) bytes[at];
      int end = at + 1 + BYTES.getOrDefault(letter, bytes.length - at - 1);
      digests.put(letter, HexFormat.of().formatHex(bytes, at + 1, end));
      at = end;
    }
    return digests;
  }

  private interface Use {
    void of(ResultSet row) throws SQLException;
  }

  private void each(String query, Use use) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      while (rows.next()) {
        use.of(rows);
      }
    }
  }
}
