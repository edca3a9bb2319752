// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Writes files into their rows. Only the parts that changed are set: SQLite rewrites every index
 * that has a column among those set, even if its value stays.
 */
public final class RowWriter {

  private enum Part {
    STANDING("state, since, reason, generation, lane, lines"),
    RETRY("due, attempts, problem, detail"),
    STAMP("device, inode, size, mtime, ctime, large"),
    DID("scope, name, did_key"),
    DIGESTS("digests"),
    PLACE("dataset_scope, dataset_name, rse, pfn"),
    REGISTERED("registered");

    private final String columns;

    Part(String columns) {
      this.columns = columns;
    }

    private String assignments() {
      return columns.replace(",", " = ?,") + " = ?";
    }
  }

  private static final Set<Part> ALL = EnumSet.allOf(Part.class);

  private static final String INSERT =
      "INSERT INTO files (id, source, path, dir_key, name_key, "
          + ALL.stream().map(part -> part.columns).collect(Collectors.joining(", "))
          + ") VALUES (?"
          + ", ?".repeat(4 + ALL.stream().mapToInt(part -> part.columns.split(",").length).sum())
          + ")";

  private final Sql sql;
  private final long largeFrom;
  private final Map<Set<Part>, String> updates = new HashMap<>();

  public RowWriter(Sql sql, long largeFrom) {
    this.sql = sql;
    this.largeFrom = largeFrom;
  }

  public void insert(Remembered row) throws SQLException {
    JournalFile file = row.file();
    byte[] path = file.key().path().bytes();
    int source = sql.sources().idOrNew(file.key().source());
    Binding values = new Binding(sql.prepared(INSERT));
    values.add(file.id()).add(source).add(path);
    values.add(Keys.directory(source, path)).add(Keys.name(path));
    for (Part part : ALL) {
      bind(values, part, row, path);
    }
    values.execute();
  }

  public void update(Remembered before, Remembered after) throws SQLException {
    Set<Part> changed = changed(before, after);
    if (changed.isEmpty()) {
      return;
    }
    byte[] path = after.file().key().path().bytes();
    Binding values =
        new Binding(sql.prepared(updates.computeIfAbsent(changed, RowWriter::updateOf)));
    for (Part part : changed) {
      bind(values, part, after, path);
    }
    values.add(after.file().id());
    values.execute();
  }

  private static String updateOf(Set<Part> parts) {
    return parts.stream()
        .map(Part::assignments)
        .collect(Collectors.joining(", ", "UPDATE files SET ", " WHERE id = ?"));
  }

  private static Set<Part> changed(Remembered before, Remembered after) {
    JournalFile old = before.file();
    JournalFile now = after.file();
    Set<Part> changed = EnumSet.noneOf(Part.class);
    note(
        changed,
        Part.STANDING,
        old.standing().equals(now.standing()) && before.lines() == after.lines());
    note(changed, Part.RETRY, old.retry().equals(now.retry()));
    note(changed, Part.STAMP, old.stamp().equals(now.stamp()));
    note(changed, old.identity(), now.identity());
    note(changed, Part.REGISTERED, before.registered() == after.registered());
    return changed;
  }

  private static void note(Set<Part> changed, Identity old, Identity now) {
    note(changed, Part.DID, Objects.equals(old.did(), now.did()));
    note(changed, Part.DIGESTS, Objects.equals(old.digests(), now.digests()));
    note(
        changed,
        Part.PLACE,
        Objects.equals(old.dataset(), now.dataset())
            && Objects.equals(old.rse(), now.rse())
            && Objects.equals(old.pfn(), now.pfn()));
  }

  private static void note(Set<Part> changed, Part part, boolean same) {
    if (!same) {
      changed.add(part);
    }
  }

  private void bind(Binding values, Part part, Remembered row, byte[] path) throws SQLException {
    JournalFile file = row.file();
    switch (part) {
      case STANDING -> {
        bind(values, file.standing());
        values.add(row.lines());
      }
      case RETRY -> bind(values, file.retry());
      case STAMP -> bind(values, file.stamp());
      case DID -> bind(values, file.identity().did(), path);
      case DIGESTS -> values.add(Codes.bytes(file.identity().digests()));
      case PLACE -> bind(values, file.identity(), path);
      case REGISTERED -> values.add(row.registered() ? 1 : 0);
    }
  }

  private void bind(Binding values, Standing standing) throws SQLException {
    values.add(Codes.code(standing.state())).add(Codes.millis(standing.since()));
    values.add(sql.phrases().stored(standing.reason()));
    values.add(standing.generation()).add(Codes.code(standing.lane()));
  }

  private static void bind(Binding values, Retry retry) throws SQLException {
    values.add(retry.due() == null ? null : Codes.millis(retry.due())).add(retry.attempts());
    values.add(retry.problem() == null ? null : retry.problem().name()).add(retry.detail());
  }

  private void bind(Binding values, FileStamp stamp) throws SQLException {
    values.add(stamp.device()).add(stamp.inode()).add(stamp.size());
    values.add(stamp.mtimeNanos()).add(stamp.ctimeNanos());
    values.add(stamp.size() >= largeFrom ? 1 : 0);
  }

  private void bind(Binding values, @Nullable Did did, byte[] path) throws SQLException {
    values.add(did == null ? null : sql.phrases().stored(did.scope()));
    values.add(did == null ? null : sql.phrases().stored(did.name(), path));
    values.add(did == null ? null : Keys.did(did));
  }

  private void bind(Binding values, Identity identity, byte[] path) throws SQLException {
    Did dataset = identity.dataset();
    values.add(dataset == null ? null : sql.phrases().stored(dataset.scope()));
    values.add(dataset == null ? null : sql.phrases().stored(dataset.name()));
    values.add(sql.phrases().stored(identity.rse()));
    values.add(sql.phrases().stored(identity.pfn(), path));
  }

  /** The parameters of one statement, from left to right. */
  private static final class Binding {

    private final PreparedStatement statement;
    private int next = 1;

    private Binding(PreparedStatement statement) {
      this.statement = statement;
    }

    private Binding add(@Nullable Object value) throws SQLException {
      statement.setObject(next++, value);
      return this;
    }

    private void execute() throws SQLException {
      statement.executeUpdate();
    }
  }
}
