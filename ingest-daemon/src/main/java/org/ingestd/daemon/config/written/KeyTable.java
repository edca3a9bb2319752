// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;

/** All keys, for the documentation. */
public final class KeyTable {

  /**
   * One key.
   *
   * @param at where it stands, {@code sources[].path}
   * @param unset what holds without it; empty: nothing that could be said
   */
  public record Row(String at, boolean required, Unset unset, String purpose, String written) {}

  /**
   * What holds without a key.
   *
   * @param text a value, or words
   */
  public record Unset(String text, boolean value) {}

  private final List<Row> rows = new ArrayList<>();

  private KeyTable() {}

  /** In the order of the file. */
  public static List<Row> rows() {
    KeyTable table = new KeyTable();
    table.group(Shape.ofConfig(), "");
    return table.rows;
  }

  /** A Markdown table; lines with line ends. */
  public static String write() {
    List<String> lines = new ArrayList<>();
    lines.add("| key | default | what it is for | how it is written |");
    lines.add("|---|---|---|---|");
    rows().forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(Row row) {
    String unset = row.unset().value() ? "`" + row.unset().text() + "`" : cell(row.unset().text());
    return "| `%s` | %s | %s | %s |"
        .formatted(
            row.at(),
            row.required() ? "**required**" : unset,
            cell(row.purpose()),
            cell(row.written()));
  }

  private void group(Shape shape, String path) {
    for (Slot slot : shape.slots()) {
      String at = path + slot.name();
      if (slot.form() instanceof Form.Group inner) {
        row(at, slot, "group");
        group(inner.shape(), at + ".");
      } else if (slot.form() instanceof Form.Several several
          && several.item() instanceof Form.Group item) {
        row(at, slot, "list of groups");
        group(item.shape(), at + "[].");
      } else {
        row(at, slot, written(slot.key(), slot.form()));
      }
    }
  }

  private void row(String at, Slot slot, String written) {
    Key key = slot.key();
    boolean value = !key.unset().isEmpty();
    Unset unset = new Unset(value ? key.unset() : key.unsetSays(), value);
    rows.add(new Row(at, slot.isRequired(), unset, key.value(), written));
  }

  private static String written(Key key, Form form) {
    if (form instanceof Form.Several several) {
      return "list of: " + written(key, several.item());
    }
    String allowed = ((Form.Leaf) form).scalar().allowed();
    String text = key.allowed().isEmpty() ? allowed : key.allowed();
    if (key.max() != Long.MAX_VALUE) {
      text += " from " + key.min() + " to " + key.max();
    }
    return key.later().length == 0
        ? text
        : text + "; not in this version: " + String.join(", ", key.later());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
