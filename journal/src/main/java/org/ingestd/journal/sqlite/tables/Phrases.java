// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps texts short that come again and again: most reasons, datasets and RSEs are the same for
 * thousands of files, and most names and PFNs end as the file's own path does. A text becomes a
 * phrase when it is written for the second time, so that texts which never come again fill no
 * table.
 */
public final class Phrases {

  private static final int REMEMBERED = 10_000;
  private static final int LONGEST = 1_000;
  private static final int TAIL_BITS = 13;
  private static final int LONGEST_TAIL = (1 << TAIL_BITS) - 1;

  /** A shorter common end is not worth its number. */
  private static final int SHORTEST_TAIL = 8;

  private static final long NOT_YET = -1;

  private final Sql sql;
  private final Map<String, Long> ids = newest();
  private final Map<Long, String> texts = newest();
  private final Map<String, Boolean> once = newest();

  Phrases(Sql sql) {
    this.sql = sql;
  }

  private static <K, V> Map<K, V> newest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  void forget() {
    ids.clear();
    texts.clear();
    once.clear();
  }

  /** What to bind for a text: the text, or a phrase's number. In a writing transaction. */
  public @Nullable Object stored(@Nullable String text) throws SQLException {
    if (text == null || text.isEmpty()) {
      return text;
    }
    long id = id(text);
    return id == NOT_YET ? text : (Object) id;
  }

  @Nullable String text(@Nullable Object stored) throws SQLException {
    return stored instanceof Number id ? phrase(id.longValue()) : (String) stored;
  }

  public String required(@Nullable Object stored) throws SQLException {
    return Objects.requireNonNull(text(stored));
  }

  /** What to bind for a text that may end as the path does. In a writing transaction. */
  @Nullable Object stored(@Nullable String text, byte[] path) throws SQLException {
    if (text == null) {
      return null;
    }
    byte[] bytes = text.getBytes(UTF_8);
    int tail = commonTail(bytes, path);
    if (tail < SHORTEST_TAIL) {
      return text;
    }
    String front = new String(bytes, 0, bytes.length - tail, UTF_8);
    long id = front.isEmpty() ? 0 : id(front);
    return id == NOT_YET ? text : (Object) (id << TAIL_BITS | tail);
  }

  @Nullable String text(@Nullable Object stored, byte[] path) throws SQLException {
    if (!(stored instanceof Number number)) {
      return (String) stored;
    }
    long value = number.longValue();
    int tail = (int) (value & LONGEST_TAIL);
    String end = new String(path, path.length - tail, tail, UTF_8);
    return value >> TAIL_BITS == 0 ? end : phrase(value >> TAIL_BITS) + end;
  }

  /** Begins at a character of the text, so that both parts are UTF-8 by themselves. */
  private static int commonTail(byte[] text, byte[] path) {
    int most = Math.min(Math.min(text.length, path.length), LONGEST_TAIL);
    int tail = 0;
    while (tail < most && text[text.length - 1 - tail] == path[path.length - 1 - tail]) {
      tail++;
    }
    while (tail > 0 && (text[text.length - tail] & 0xc0) == 0x80) {
      tail--;
    }
    return tail;
  }

  private long id(String text) throws SQLException {
    Long known = ids.get(text);
    if (known != null) {
      return known;
    }
    if (text.length() > LONGEST || once.put(text, true) == null) {
      return NOT_YET;
    }
    once.remove(text);
    PreparedStatement find = sql.prepared("SELECT id FROM phrases WHERE text = ?");
    find.setString(1, text);
    try (ResultSet rows = find.executeQuery()) {
      long id = rows.next() ? rows.getLong(1) : inserted(text);
      ids.put(text, id);
      return id;
    }
  }

  private long inserted(String text) throws SQLException {
    PreparedStatement insert = sql.prepared("INSERT INTO phrases (text) VALUES (?)");
    insert.setString(1, text);
    insert.executeUpdate();
    return sql.number("SELECT last_insert_rowid()");
  }

  private String phrase(long id) throws SQLException {
    String known = texts.get(id);
    if (known != null) {
      return known;
    }
    PreparedStatement find = sql.prepared("SELECT text FROM phrases WHERE id = ?");
    find.setLong(1, id);
    try (ResultSet rows = find.executeQuery()) {
      if (!rows.next()) {
        throw Faults.dangling("No phrase has the number " + id);
      }
      texts.put(id, rows.getString(1));
      return rows.getString(1);
    }
  }
}
