// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.SourceAct;
import org.ingestd.routes.disk.SourcePauses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What may be done to sources from the page, with a keyboard alone. */
@Tag("real")
final class PageOfSourcesTest extends WithBrowser {

  private static final int DESK = 1280;

  private static String button(String source, String act) {
    return "#sources [data-act='%s'][data-key^='source %s ']".formatted(act, source);
  }

  private static void begin(String source, String act, String reason) {
    browser.find(button(source, act)).sendKeys(Keys.ENTER);
    browser.find("dialog[open] textarea:focus");
    browser.type(reason);
  }

  private static void assertFocusIsOn(String css) {
    browser.find(css + ":focus");
  }

  private static void look(String picture) throws IOException {
    assertThat(browser.barriers()).as(picture).isEmpty();
    assertThat(browser.overhang()).as(picture).isZero();
    assertThat(
            browser.run(
                "const d = document.querySelector('dialog'); return d.scrollWidth - d.clientWidth"))
        .as(picture)
        .isEqualTo(0L);
    browser.windowPicture(picture);
  }

  @ParameterizedTest
  @CsvSource({
    "1280, lst1-r0",
    "360, lst1-r0",
    "1280, " + PageWithJournal.HOSTILE,
    "360, " + PageWithJournal.HOSTILE
  })
  void aSourceIsPausedResumedAndRescannedWithAKeyboard(int width, String source) throws Exception {
    String picture = "source-" + source.length() + "-" + width;
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      browser.width(width);
      browser.open(page.url());
      begin(source, "pause", "disk is checked");
      look(picture + "-dialog");
      browser.type(Keys.TAB, "alice", Keys.TAB, page.token(), Keys.ENTER);
      browser.awaitText(source + ": paused.");
      browser.awaitText("paused by alice: disk is checked");
      assertFocusIsOn(button(source, "resume"));
      assertThat(new SourcePauses(state).why(source)).isPresent();
      look(picture + "-paused");

      begin(source, "resume", "disk is fine");
      browser.type(Keys.TAB, Keys.ENTER);
      browser.awaitText(source + ": resumed.");
      assertFocusIsOn(button(source, "pause"));
      assertThat(new SourcePauses(state).why(source)).isEmpty();

      begin(source, "rescan", "new cable");
      browser.type(Keys.TAB, Keys.ENTER);
      browser.awaitText(source + ": rescanned.");
      assertFocusIsOn(button(source, "rescan"));
      browser.view("#/audit");
      browser.awaitText("new cable");
      look(picture + "-audit");
      assertThat(page.journal.outlook().sourceActs(Long.MAX_VALUE, 9))
          .allMatch(act -> act.source().equals(source))
          .extracting(SourceAct::words)
          .containsExactly(
              new OperatorWords("rescanned", "alice", "new cable"),
              new OperatorWords("resumed", "alice", "disk is fine"),
              new OperatorWords("paused", "alice", "disk is checked"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void aCardTellsTheLastFileTheRateTheRoomAndHowFilesAreFound(int width) throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      page.settle(5);
      page.settle(6);
      page.sight(Stream.of("R0/<img src=x onerror=\u202e'window.ran=1'>" + "W".repeat(90)));
      browser.width(width);
      browser.open(page.url());
      browser.awaitText("in the last hour: 2 files, 195 KiB");
      browser.awaitText("free: 3.0 TiB of 8.0 TiB, full in about 15 h at this rate");
      browser.awaitText("ago; events, and a rescan every 5 min");
      browser.awaitText("ago; listing over SFTP every 5 min");
      browser.awaitText("no file yet");
      look("source-cards-top-" + width);
      browser.picture("source-cards-" + width);
      browser.press("#sources a.path");
      browser.awaitText("On the command line");
      assertThat(browser.saying("h1", "onerror").getText()).startsWith("R0/<img");
      assertThat(browser.run("return window.ran")).isNull();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void withoutAReasonOrTheTokenNothingIsPaused() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      browser.width(DESK);
      browser.open(page.url());
      begin("lst1-r0", "pause", "  ");
      browser.type(Keys.TAB, "alice", Keys.TAB, page.token(), Keys.ENTER);
      browser.awaitText("reason is empty");
      browser.type(Keys.ESCAPE);
      assertFocusIsOn(button("lst1-r0", "pause"));
      browser.press("button", "alice: sign out");
      begin("lst1-r0", "pause", "disk is checked");
      browser.type(Keys.TAB, "alice", Keys.TAB, "wrong", Keys.ENTER);
      browser.awaitText("This token is not the content of api-token");
      browser.type(Keys.ESCAPE);

      assertThat(new SourcePauses(state).why("lst1-r0")).isEmpty();
      assertThat(page.journal.outlook().sourceActs(Long.MAX_VALUE, 9)).isEqualTo(List.of());
    }
  }
}
