// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.junit.jupiter.api.Test;

final class FileCsvTest {

  @Test
  void whatASpreadsheetWouldWorkOutIsShownInstead() {
    List<String> formulas =
        List.of("=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\tx", "\r1", "\n=1", "\uff1d1");

    assertThat(formulas).allSatisfy(text -> assertThat(FileCsv.cell(text)).startsWith("\"'"));
    assertThat(FileCsv.cell("a=1")).isEqualTo("\"a=1\"");
    assertThat(FileCsv.cell("")).isEqualTo("\"\"");
    assertThat(FileCsv.cell(-5L)).as("a number is none").isEqualTo("-5");
    assertThat(FileCsv.cell(null)).isEmpty();
  }

  @Test
  void quotesAndSeparatorsStayWithinTheirCell() {
    assertThat(FileCsv.cell("a\",\"=b;c\nd")).isEqualTo("\"a\"\",\"\"=b;c\nd\"");
  }

  @Test
  void aLineHasACellForEachNameOfTheHead() {
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    FileView file = FileView.of(Samples.sight(journal, "a.fits").get(0));

    String line = FileCsv.line(file);

    assertThat(line)
        .startsWith("1,\"lst1\",\"a.fits\",,\"SIGHTED\",\"2026-01-21T")
        .endsWith("\r\n");
    assertThat(line.split(",", -1)).hasSameSizeAs(FileCsv.head().split(",", -1));
  }
}
