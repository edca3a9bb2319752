// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.checksum.DigestAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Files as lines of RFC 4180, for spreadsheets. Names are hostile: a text that a spreadsheet would
 * take for a formula has an apostrophe before it, so that it is shown and not worked out.
 */
public final class FileCsv {

  private static final String END = "\r\n";

  /** Also those that some programs take for the plain ones. */
  private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

  private FileCsv() {}

  /** The names of the columns. */
  public static String head() {
    return Stream.of(
                Stream.of("id", "source", "path", "pathBytes", "state", "since", "reason"),
                Stream.of("size", "mtime"),
                Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::key),
                Stream.of("scope", "name", "dataset", "rse", "pfn"),
                Stream.of("problem", "severity", "detail", "attempts", "due"),
                Stream.of("generation", "lane"))
            .flatMap(names -> names)
            .collect(Collectors.joining(","))
        + END;
  }

  public static String line(FileView file) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(file.id());
    cells.add(file.where().source());
    cells.add(file.where().path());
    cells.add(file.where().pathBytes());
    cells.add(file.stand().state());
    cells.add(file.stand().since());
    cells.add(file.stand().reason());
    cells.add(file.content().size());
    cells.add(file.content().mtime());
    Map<String, String> digests = file.content().digests();
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      cells.add(digests == null ? null : digests.get(algorithm.key()));
    }
    cells.add(file.named().scope());
    cells.add(file.named().name());
    cells.add(file.named().dataset());
    cells.add(file.named().rse());
    cells.add(file.named().pfn());
    cells.add(file.trouble().problem());
    cells.add(file.trouble().severity());
    cells.add(file.trouble().detail());
    cells.add(file.trouble().attempts());
    cells.add(file.trouble().due());
    cells.add(file.stand().generation());
    cells.add(file.stand().lane());
    return cells.stream().map(FileCsv::cell).collect(Collectors.joining(",")) + END;
  }

  /** Numbers stand alone, all else in quotes; nothing for null. */
  static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    String text = value.toString();
    return '"' + (isFormula(text) ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  /** Spaces and line ends before it are passed over by some programs, too. */
  private static boolean isFormula(String text) {
    String shown = text.stripLeading();
    return (!shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0)
        || text.startsWith("\t")
        || text.startsWith("\r")
        || text.startsWith("\n");
  }
}
