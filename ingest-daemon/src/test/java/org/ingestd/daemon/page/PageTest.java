// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page as people meet it. */
@Tag("real")
final class PageTest extends WithBrowser {

  private static final int DESK = 1280;
  private static final int PHONE = 360;
  private static final List<String> VIEWS =
      List.of(
          "", "attention", "nights", "transfers", "files", "verify", "audit", "config", "doctor");

  private void openView(PageWithJournal page, String view) {
    browser.open(page.url().resolve("/#/" + view));
    browser.find("main[data-shown='#/" + view + "']:not([aria-busy])");
  }

  /** Every view, wide and narrow: nothing hangs over, nothing complains. */
  private void look(PageWithJournal page, String amount, List<String> views) throws IOException {
    for (String view : views) {
      openView(page, view);
      if (view.equals("doctor")) {
        browser.press("#run-doctor");
        browser.awaitText("Seen at");
      }
      for (int width : new int[] {DESK, PHONE}) {
        browser.width(width);
        String name = name(view) + "-" + amount;
        browser.picture(name + "-" + width);
        assertThat(browser.overhang()).as("%s at %d", name, width).isZero();
      }
      assertThat(browser.complaints()).as(view).isEmpty();
      browser.width(DESK);
    }
  }

  private static String name(String view) {
    return view.isEmpty() ? "overview" : view.replaceAll("[^a-zA-Z0-9]+", "-");
  }

  private static List<String> with(String... more) {
    List<String> views = new ArrayList<>(VIEWS);
    views.addAll(List.of(more));
    return views;
  }

  @Test
  void everyViewStandsWithoutAFile() throws Exception {
    try (PageWithJournal page = PageWithJournal.empty(state)) {
      look(page, "0", VIEWS);
      openView(page, "");
      assertThat(browser.text()).contains("No file has been seen yet.");
    }
  }

  @Test
  void everyViewStandsWithTenFilesAndIsOpenToAll() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      look(page, "10", with("file/1", "files?problem=EMPTY"));
      for (String view : with("file/3")) {
        openView(page, view);
        for (boolean dark : new boolean[] {true, false}) {
          browser.dark(dark);
          assertThat(browser.barriers()).as("%s, dark: %s", view, dark).isEmpty();
          browser.picture(name(view) + (dark ? "-dark" : "-light"));
        }
      }
    }
  }

  @Test
  void everyViewStandsWithAMillionFilesAndAnswersSoon() throws Exception {
    try (PageWithJournal page = PageWithJournal.withAMillion(state)) {
      look(page, "1000000", List.of("", "attention", "files?order=newest", "file/500000"));
      assertSoonPainted(page);
      openView(page, "transfers");
      browser.awaitText("200 rules STUCK");
      openView(page, "file/500000");
      assertThat(browser.saying("a", "lst:").getAttribute("href"))
          .startsWith("https://rucio-ui.example.org/did?scope=lst&name=R0%2F");
      openView(page, "files?q=Run00000");
      browser.awaitText("99 files, that is all.");
      for (String call :
          List.of(
              "status",
              "problems",
              "files?order=newest",
              "files?q=nowhere",
              "files?q=nowhere&order=newest&after=500000",
              "files?state=REGISTERED&order=newest",
              "files?state=SAFE&q=Run00001",
              "files?state=QUARANTINED",
              "files?problem=EMPTY",
              "files/500000",
              "samples?span=week",
              "rules")) {
        assertThat(fastest(page.url().resolve("/api/" + call)))
            .as(call)
            .isLessThan(Duration.ofMillis(300));
      }
    }
  }

  /** What else runs on the machine is none of the page's business. */
  private static Duration fastest(URI call) throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(call).build(), BodyHandlers.ofString());
      took.add(Duration.ofNanos(System.nanoTime() - start));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    Duration fastest = Collections.min(took);
    System.out.println(
        "page: " + fastest.toMillis() + " ms for " + call.getRawPath() + "?" + call.getRawQuery());
    return fastest;
  }

  private void answerDialog(String reason, String token) {
    browser.find("dialog textarea").sendKeys(reason);
    if (!token.isEmpty()) {
      browser.find("dialog [name=who]").sendKeys("alice");
      browser.find("dialog [name=token]").sendKeys(token);
    }
    browser.press("dialog [type=submit]");
  }

  private void press(String act) {
    browser.press("#acts [data-act=" + act + "]");
  }

  @Test
  void everyButtonDoesWhatItSays() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      openView(page, "file/1");
      press("hold");
      browser.picture("dialog");
      answerDialog("run is bad", "wrong");
      browser.awaitText("This token is not the content of api-token");
      assertThat(browser.barriers()).isEmpty();
      browser.find("dialog [name=token]").clear();
      browser.find("dialog [name=token]").sendKeys(page.token());
      browser.press("dialog [type=submit]");
      browser.awaitText("1 file held.");
      browser.awaitText("held by alice: run is bad");
      press("release");
      answerDialog("good again", "");
      browser.awaitText("1 file released.");
      assertThat(page.stateOf(1)).isEqualTo(FileState.SIGHTED);
      browser.find("#acts [data-act=retry]");
      browser.view("#/file/3");
      browser.awaitText("CONFLICT");
      press("accept");
      answerDialog("known", "");
      browser.awaitText("1 file accepted.");
      groups(page);
      others();
      assertThat(browser.complaints()).as("but for the refused token").hasSizeLessThan(2);
    }
  }

  private void groups(PageWithJournal page) throws Exception {
    page.quarantine(6, ProblemCode.EMPTY, "0 bytes");
    browser.view("#/attention");
    browser.saying("h3", "EMPTY");
    browser.find(".problem:has(ul) [data-act=hold]");
    browser.press("article[contains(., 'EMPTY')]//button", "Retry");
    answerDialog("written again", "");
    browser.awaitText("2 files retried.");
    assertThat(page.stateOf(2)).isEqualTo(FileState.SIGHTED);
    assertThat(page.stateOf(6)).isEqualTo(FileState.SIGHTED);
    browser.view("#/audit");
    browser.awaitText("written again");
    browser.picture("audit-acts");
    assertThat(browser.all("tbody tr")).hasSize(5);
  }

  private void others() {
    browser.view("#/");
    for (String span : List.of("week", "day", "hour")) {
      browser.press("[data-span=" + span + "]");
      browser.find("[data-span=" + span + "][aria-pressed=true]");
      browser.find("#chart-bytes canvas");
    }
    browser.press("button", "alice: sign out");
    browser.press("button", "Sign in");
    browser.press("button", "Cancel");
    browser.view("#/files?order=newest");
    browser.find("[name=q]").sendKeys("Run07");
    browser.press("button", "Show");
    browser.awaitText("1 file, that is all.");
    browser.press("a", "Run07");
    browser.awaitText("On the command line");
  }

  @Test
  void theHeadTellsSinceWhenItRunsAndWhatItReliesOn() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      openView(page, "audit");
      browser.find("#lights .light");
      assertThat(browser.find("#lights").getText().lines())
          .containsExactly(
              "up 2 h",
              "● Rucio 41.5.1",
              "● Rucio sign-in",
              "● SFTP",
              "● journal",
              "◆ clock 12 s behind Rucio's");
    }
  }

  @Test
  void transfersTellWhatCameWhatFailedAndWhatRucioSaysOfIt() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      openView(page, "transfers");
      browser.awaitText("came: 0 in 1 h, 12 in 24 h (0.5 an hour); 100 % of 12 did not get stuck");
      browser.awaitText("came: 2 in 1 h, 3 in 24 h (0.1 an hour); 50 % of 6 did not get stuck");
      browser.awaitText("bytes seen to have come: 98 KiB in 1 h, 98 KiB in 24 h");
      browser.awaitText("bytes seen to have come: 0 B in 1 h, 0 B in 24 h");
      browser.awaitText("the oldest for 3 h: rule 2");
      browser.awaitText("Rucio says: DESTINATION [28] <b>No space left</b>\\u{202e} xxx");
      assertThat(browser.saying("a", "rule 2").getAttribute("href"))
          .isEqualTo("https://rucio-ui.example.org/rule?rule_id=2");
    }
  }

  @Test
  void aFileTellsTheJobsOfFtsWhenAsked() throws Exception {
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      openView(page, "file/1");
      browser.press("#ask-transfers");
      browser.awaitText("2d5114bb-1");
      browser.awaitText("Rucio does not answer");
      browser.awaitText("no transfer any more");
      assertThat(browser.all("#transfers a")).hasSize(1);
      assertThat(browser.find("#transfers a").getAttribute("href"))
          .isEqualTo("https://fts.example.org:8449/fts3/ftsmon/#/job/2d5114bb-1");
      assertThat(browser.barriers()).isEmpty();
      for (int width : new int[] {DESK, PHONE}) {
        browser.width(width);
        browser.picture("transfers-of-a-file-" + width);
        assertThat(browser.overhang()).isZero();
      }
      browser.width(DESK);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** Milliseconds to the first content by the browser's own watch, and until the figures stand. */
  private static void assertSoonPainted(PageWithJournal page) {
    List<Double> paints = new ArrayList<>();
    List<Double> figures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      browser.forget();
      browser.open(page.url().resolve("/"));
      browser.saying("span", "990,000");
      figures.add(browser.sinceOpened());
      paints.add(browser.firstPaint());
    }
    System.out.println("page: first paint with 1,000,000 files, ms: " + paints);
    System.out.println("page: its figures stand after at most, ms: " + figures);
    assertThat(Collections.min(paints)).isPositive().isLessThan(1_000);
    assertThat(Collections.min(figures)).isLessThan(1_000);
  }

  @Test
  void hostileNamesAreShownAndNeverRun() throws Exception {
    List<String> names =
        List.of(
            "<script>window.ran = true</script>.fits",
            "<img src=x onerror='window.ran = true'>.fits",
            "'\"><svg onload=window.ran=true>.fits",
            "javascript:window.ran=true",
            "a\u202egnp.fits",
            "line\u2028end\u001b[2J.fits",
            "${7*7}{{7*7}}.fits");
    try (PageWithJournal page = PageWithJournal.empty(state)) {
      page.sight(names.stream().map(name -> name.replace("/", "_")));
      for (long id = 1; id <= names.size(); id++) {
        page.quarantine(id, ProblemCode.CONFLICT, names.get((int) id - 1));
      }
      look(page, "hostile", Stream.of("", "attention", "files", "file/1", "file/5").toList());
      openView(page, "files");
      browser.awaitText("<img src=x onerror='window.ran = true'>.fits");
      browser.awaitText("a\\xe2\\x80\\xaegnp.fits");
      openView(page, "attention");
      browser.awaitText("a\\u{202e}gnp.fits");
      assertThat(browser.run("return window.ran")).isNull();
      assertThat(browser.all("main img, main script, main svg")).isEmpty();
    }
  }

  @Test
  void aPageElsewhereCannotAct() throws Exception {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (PageWithJournal page = PageWithJournal.withTen(state)) {
      String call = page.url() + "api/files/5/hold";
      byte[] html =
          """
          <!doctype html><title>x</title><form method="post" action="%s" enctype="text/plain">
          <input name='{"reason":"x","who":"x","a":"' value='"}'></form>"""
              .formatted(call)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      elsewhere.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
          });
      elsewhere.start();
      openView(page, "");
      browser.open(URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/"));
      for (String each : List.of(call, page.url() + "api/sources/lst1-r0/pause")) {
        browser.run(
            "window.tried = fetch(arguments[0], {method: 'POST', mode: 'no-cors', credentials: 'include',"
                + " body: '{\"reason\":\"x\",\"who\":\"x\"}'})",
            each);
      }
      browser.run("document.forms[0].submit()");
      browser.awaitText("Pages of other origins may not act.");
      browser.complaints();

      assertThat(page.stateOf(5)).isEqualTo(FileState.SIGHTED);
      assertThat(page.journal.outlook().acts(Long.MAX_VALUE, 9)).isEmpty();
      assertThat(page.journal.outlook().sourceActs(Long.MAX_VALUE, 9)).isEmpty();
    } finally {
      elsewhere.stop(0);
    }
  }
}
