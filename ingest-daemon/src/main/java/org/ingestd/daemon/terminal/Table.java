// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns; under a head, numbers with their units stand at the right. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean numbersAtTheRight;

  private Table(boolean numbersAtTheRight) {
    this.numbersAtTheRight = numbersAtTheRight;
  }

  /** Rows below names of columns. */
  public static Table headed(Object... names) {
    return new Table(true).row(names);
  }

  /** Rows that each begin with a name. */
  public static Table plain() {
    return new Table(false);
  }

  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(onOneLine(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  public void print(PrintWriter out) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String blanks = " ".repeat(widths[i] - cell.length());
      line.append(numbersAtTheRight && isNumber(cell) ? blanks + cell : cell + blanks).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[0-9][0-9.,:]*( ?[kMGT]?i?B(/s)?| s| files/s)?");
  }

  /** Words from elsewhere (Rucio's, a file's) must not draw on the terminal. */
  public static String onOneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }
}
