// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.manual;

import java.util.List;

/** A manual page in the language of man(7), in ASCII whatever its words are. Not thread-safe. */
final class Roff {

  private final StringBuilder page = new StringBuilder();

  /**
   * @param date of the program, so that two builds give the same bytes
   */
  Roff(String name, int section, String date, String version) {
    macro("TH", name, String.valueOf(section), date, version, "ingestd");
    // Long words such as URLs and options are not cut.
    page.append(".nh\n.ad l\n");
  }

  Roff section(String title) {
    macro("SH", title);
    return this;
  }

  Roff part(String title) {
    macro("SS", title);
    return this;
  }

  Roff paragraph(String text) {
    page.append(".PP\n").append(line(text));
    return this;
  }

  /** A bold word, and indented below it what it means. */
  Roff entry(String word, String text) {
    page.append(".TP\n\\fB").append(escaped(word)).append("\\fR\n").append(line(text));
    return this;
  }

  /** As it is typed. */
  Roff literally(List<String> lines) {
    page.append(".PP\n.RS 4\n.nf\n");
    lines.forEach(line -> page.append(line(line)));
    page.append(".fi\n.RE\n");
    return this;
  }

  String text() {
    return page.toString();
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument)).append('"');
    }
    page.append('\n');
  }

  /** At the begin of a line a dot or apostrophe would be a command. */
  private static String line(String text) {
    String escaped = escaped(text.replace('\n', ' '));
    boolean command = escaped.startsWith(".") || escaped.startsWith("'");
    return (command ? "\\&" : "") + escaped + "\n";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(point -> escaped.append(escaped(point)));
    return escaped.toString();
  }

  /** Bare signs become typographic ones in a page that is to be copied from. */
  private static String escaped(int point) {
    return switch (point) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '"' -> "\\(dq";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      default -> point < 128 ? Character.toString(point) : "\\[u%04X]".formatted(point);
    };
  }
}
