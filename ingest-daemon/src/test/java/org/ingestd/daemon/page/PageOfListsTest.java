// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What verify left, and files for a spreadsheet. */
@Tag("real")
final class PageOfListsTest extends WithBrowser {

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void whatVerifyFoundIsShownWithTheCommandToRunItAgain(int width) throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      browser.width(width);
      browser.open(page.url().resolve("/#/verify"));
      browser.awaitText("1,204 files; the bytes of a sample were read again.");
      browser.awaitText("No run has read all bytes yet.");
      browser.awaitText("R0/<img src=x onerror=");
      browser.awaitText("b\\xe4\\x0a");
      browser.awaitText("lst:R0/20260121");
      browser.awaitText("disk: nothing\\u{202e}; right: journal and Rucio");
      browser.awaitText("and 5 more");
      browser.awaitText("not kept");
      browser.awaitText("12 files; all bytes were read again.");
      browser.awaitText("Disk, journal and Rucio agreed.");
      browser.awaitText("It was never compared.");
      browser.awaitText("It is being compared, since ");
      browser.awaitText(
          "ended at 2026-01-21 22:00:00 UTC came to no result: <b>Rucio</b>\\u{202e} is away");
      browser.awaitText(
          "ingestd --config /etc/ingestd/ingestd.yaml verify --source lst1-r0 --deep");
      browser.picture("verify-found-" + width);
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.overhang()).isZero();
      assertThat(browser.run("return window.ran")).isNull();
      browser.press("main a.path");
      browser.awaitText("No file is like that.");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void aSourceIsComparedNowWithAKeyboard(int width) throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      browser.width(width);
      browser.open(page.url().resolve("/#/verify"));
      browser.find("[data-act=verify][aria-label='Compare lst1-r0 now…']").sendKeys(Keys.ENTER);
      browser.find("dialog[open] textarea:focus");
      browser.picture("verify-dialog-" + width);
      assertThat(browser.barriers()).isEmpty();
      browser.type("disk was away", Keys.TAB, "alice", Keys.TAB, page.token(), Keys.ENTER);
      browser.awaitText("lst1-r0: comparing.");
      browser.find("[data-act=verify][aria-label='Compare lst1-r0 now…']:focus");
      browser.view("#/audit");
      browser.awaitText("disk was away");
      browser.awaitText("comparing");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void theFilterThatIsShownIsWhatASpreadsheetGets(int width) throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      page.sight(Stream.of("=cmd|'/C calc'!A0", "plain \"quoted\", and more"));
      page.quarantine(11, ProblemCode.CONFLICT, "+1");
      browser.width(width);
      browser.open(page.url().resolve("/#/files?problem=CONFLICT&order=newest"));
      browser.awaitText("2 files, that is all.");
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.overhang()).isZero();
      browser.picture("files-csv-" + width);
      String csv = get(String.valueOf(browser.find("#csv").getAttribute("href"))).body();
      assertThat(csv.lines()).hasSize(3);
      assertThat(csv).contains("11,\"lst1-r0\",\"'=cmd|'/C calc'!A0\",").contains("\"'+1\"");
      browser.press("#csv");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aMillionFilesAreStreamedWholeAndInOrder() throws Exception {
    try (PageWithJournal page = PageWithJournal.withAMillion(state)) {
      long start = System.nanoTime();
      HttpResponse<Stream<String>> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(page.url().resolve("/api/files.csv")).build(),
                  BodyHandlers.ofLines());
      long[] last = {0};
      long lines =
          answer
              .body()
              .skip(1)
              .peek(
                  line -> {
                    long id = Long.parseLong(line.substring(0, line.indexOf(',')));
                    assertThat(id).isEqualTo(last[0] + 1);
                    last[0] = id;
                  })
              .count();
      System.out.println(
          "page: 1,000,000 files as CSV in %d ms"
              .formatted((System.nanoTime() - start) / 1_000_000));
      assertThat(lines).isEqualTo(1_000_000);
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
