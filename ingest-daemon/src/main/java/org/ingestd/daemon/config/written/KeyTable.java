// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;

/** All keys as a Markdown table for the documentation. */
public final class KeyTable {

  private final List<String> rows = new ArrayList<>();

  private KeyTable() {}

  /** Lines with line ends. */
  public static String write() {
    KeyTable table = new KeyTable();
    table.rows.add("| key | default | what it is for | how it is written |");
    table.rows.add("|---|---|---|---|");
    table.group(Shape.ofConfig(), "");
    return String.join("\n", table.rows) + "\n";
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
    rows.add(
        "| `%s` | %s | %s | %s |"
            .formatted(at, without(slot), cell(slot.key().value()), cell(written)));
  }

  private static String without(Slot slot) {
    Key key = slot.key();
    if (slot.isRequired()) {
      return "**required**";
    }
    return key.unset().isEmpty() ? cell(key.unsetSays()) : "`" + key.unset() + "`";
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
