// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of flat objects by hand: a checksum must not wait for a JSON library to load. */
final class Lines {

  private Lines() {}

  /** One object; absent values are left out. Values are text, numbers or lists of text. */
  static String json(Map<String, @Nullable Object> fields) {
    StringBuilder line = new StringBuilder("{");
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            line.append(line.length() > 1 ? "," : "");
            quote(name, line);
            line.append(':');
            value(value, line);
          }
        });
    return line.append('}').toString();
  }

  private static void value(Object value, StringBuilder line) {
    if (value instanceof Number) {
      line.append(value);
    } else if (value instanceof List<?> items) {
      line.append('[');
      for (Iterator<?> each = items.iterator(); each.hasNext(); ) {
        quote(String.valueOf(each.next()), line);
        line.append(each.hasNext() ? "," : "");
      }
      line.append(']');
    } else {
      quote(value.toString(), line);
    }
  }

  private static void quote(String text, StringBuilder line) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < 0x20) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
