// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoffTest {

  private static String paragraph(String text) {
    String page = new Roff("X", 1, "2026-01-21", "x").paragraph(text).text();
    return page.substring(page.indexOf(".PP\n") + 4);
  }

  @Test
  void noTextIsTakenForACommand() {
    assertThat(paragraph(".so /etc/passwd")).isEqualTo("\\&.so /etc/passwd\n");
    assertThat(paragraph("a\n.so /etc/passwd")).isEqualTo("a .so /etc/passwd\n");
    assertThat(paragraph("\\*x")).isEqualTo("\\e*x\n");
  }

  @Test
  void signsThatAreTypedStayThemselves() {
    assertThat(paragraph("--json 'a' \"b\" ~ ^ `"))
        .isEqualTo("\\-\\-json \\(aqa\\(aq \\(dqb\\(dq \\(ti \\(ha \\(ga\n");
    assertThat(paragraph("sftp://… → ½")).isEqualTo("sftp://\\[u2026] \\[u2192] \\[u00BD]\n");
  }

  @Test
  void quotesDoNotEndATitle() {
    assertThat(new Roff("X", 1, "2026-01-21", "x").part("a \"b\"").text())
        .endsWith(".SS \"a \\(dqb\\(dq\"\n");
  }
}
