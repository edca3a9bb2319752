// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.SmallDisk;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rucio is away, the journal's disk is full, a safe file is changed: each is found on the page, and
 * seen to be over there. Needs root for a small disk.
 */
@Tag("real")
final class FaultsFromThePageTest extends SiteWithCatalogue {

  @Test
  void threeFaultsAreFoundAndSeenToBeOverFromThePageAlone() throws Exception {
    site.password("pw")
        .source(
            """
            complete: { quiet: 200ms }
            rescan: 1s
            recheck: 1s
            naming: { scope: lst, dataset: "R0/all" }
            rules: [{ expression: QOS=TAPE }]
            """);
    Configuration configuration = Configuration.read(site.config());
    Files.createDirectories(site.state());
    try (SmallDisk disk = SmallDisk.mount(site.state(), "size=4m");
        Browser browser = new Browser()) {
      browser.width(1280);
      try (Daemon daemon = Daemon.start(configuration, Clock.systemUTC(), new SilentListener())) {
        browser.open(daemon.page());
        site.file("a.fits", "content");
        browser.awaitText("All 1 file of the night of ");
        rucioIsAway(browser);
        theDiskIsFull(browser, disk);
        aSafeFileIsChanged(browser);
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  private void rucioIsAway(Browser browser) throws Exception {
    catalogue.beginOutage();
    site.file("b.fits", "content of b");
    browser.awaitText("1 file waits, the oldest for");
    browser.awaitText("Rucio has not answered since");
    browser.picture("fault-rucio-away");

    catalogue.endOutage();
    browser.awaitText("All 2 files of the night of ");
  }

  private void theDiskIsFull(Browser browser, SmallDisk disk) throws Exception {
    Path filler = disk.directory().resolve("filler");
    SmallDisk.fill(filler);
    for (int i = 0; i < 300; i++) {
      site.file("many/c%03d.fits".formatted(i), "content of " + i);
    }
    browser.awaitText("JOURNAL_FULL");
    browser.awaitText("free some");
    browser.picture("fault-disk-full");

    Files.delete(filler);
    browser.awaitText("All 302 files of the night of ");
  }

  private void aSafeFileIsChanged(Browser browser) throws Exception {
    Path file = site.data().resolve("a.fits");
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "CONTENT");
    browser.awaitText("CHANGED_AFTER_REGISTRATION");
    browser.press("a", "What to do");
    browser.awaitText("a.fits");
    browser.picture("fault-changed-file");

    Files.writeString(file, "content");
    Files.setLastModifiedTime(file, before);
    browser.awaitText("Nothing needs a person.");
    browser.view("#/");
    browser.awaitText("All 302 files of the night of ");
  }
}
