// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A night that goes wrong, seen and mended from the page of a real daemon. */
@Tag("real")
final class PageOfDaemonTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static List<FileState> states(Daemon daemon) {
    return daemon.journal().outlook().slice(FileFilter.ALL, SliceStart.OLDEST, 9).files().stream()
        .map(JournalFile::state)
        .toList();
  }

  private void order(Browser browser, String verb, String done) {
    browser.press("#sources [data-act=" + verb + "]");
    browser.find("dialog textarea").sendKeys("disk is checked", Keys.TAB, Keys.ENTER);
    browser.awaitText(": " + done + ".");
  }

  /** Nothing but a button may find a file, or take one up again. */
  private void scannedOnlyWhenAsked() {
    site.password("pw")
        .source(
            """
            complete: { quiet: 1s }
            watch: poll
            rescan: 1h
            naming: { scope: lst, dataset: "R0/{night}" }
            rules: [{ expression: QOS=TAPE }]
            """);
  }

  @Test
  void aSourceIsPausedResumedAndRescannedFromThePageAlone() throws Exception {
    scannedOnlyWhenAsked();
    try (Daemon daemon =
            Daemon.start(
                Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
        Browser browser = new Browser()) {
      browser.width(1280);
      browser.open(daemon.page());
      browser.awaitText("last scan");
      browser.press("button", "Sign in");
      browser.find("dialog [name=who]").sendKeys("alice");
      browser
          .find("dialog [name=token]")
          .sendKeys(Files.readString(site.state().resolve("api-token")).strip(), Keys.ENTER);
      browser.awaitText("alice: sign out");
      order(browser, "pause", "paused");
      browser.awaitText("paused by alice: disk is checked");
      site.file("one.fits", "content");
      order(browser, "resume", "resumed");
      await().atMost(PATIENCE).until(() -> states(daemon).equals(List.of(FileState.SAFE)));
      site.file("two.fits", "content");
      order(browser, "rescan", "rescanned");
      browser.awaitText("All 2 files of the night of ");
      browser.view("#/audit");
      browser.awaitText("rescanned");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void anEmptyFileIsFoundAndMendedFromThePageAlone() throws Exception {
    scannedOnlyWhenAsked();
    site.file("good.fits", "content");
    site.file("empty.fits", "");
    try (Daemon daemon =
            Daemon.start(
                Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
        Browser browser = new Browser()) {
      browser.width(1280);
      await().atMost(PATIENCE).until(() -> states(daemon).contains(FileState.QUARANTINED));
      browser.open(daemon.page());
      browser.awaitText("1 file needs you");
      browser.press("a", "What to do");
      browser.awaitText("A failed write, most likely.");

      site.file("empty.fits", "content, after all");
      browser.press("[data-act=retry]");
      browser.find("dialog textarea").sendKeys("written again");
      browser.find("dialog [name=who]").sendKeys("alice");
      browser
          .find("dialog [name=token]")
          .sendKeys(Files.readString(site.state().resolve("api-token")).strip());
      browser.press("dialog [type=submit]");
      browser.awaitText("1 file retried.");
      browser.awaitText("Nothing needs a person.");
      await()
          .atMost(PATIENCE)
          .until(() -> states(daemon).stream().allMatch(FileState.SAFE::equals));

      browser.view("#/");
      browser.awaitText("All 2 files of the night of ");
      browser.picture("daemon-overview");
      browser.view("#/nights");
      browser.awaitText("2 of 2 safe");
      browser.view("#/transfers");
      browser.awaitText("QOS=TAPE");
      browser.picture("daemon-transfers");
      browser.view("#/config");
      browser.awaitText("rucio.auth.password");
      browser.awaitText("********");
      browser.picture("daemon-config");
      browser.view("#/doctor");
      browser.press("button", "Look now");
      browser.awaitText("Seen at");
      browser.awaitText("configuration");
      browser.picture("daemon-doctor");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
