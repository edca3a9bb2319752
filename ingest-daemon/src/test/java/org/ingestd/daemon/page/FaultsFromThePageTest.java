// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rucio is away, the journal's disk is full, a safe file is changed: each is found on the page, and
 * seen to be over there. Needs root for a small disk.
 */
@Tag("real")
final class FaultsFromThePageTest extends SiteWithCatalogue {

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** Until not a byte fits. */
  private static void fill(Path filler) throws IOException {
    try (FileChannel channel =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int size = 1 << 20; size > 0; size /= 2) {
        try {
          while (true) {
            channel.write(ByteBuffer.allocate(size));
          }
        } catch (IOException full) {
          // The next, smaller piece may still fit.
        }
      }
    }
  }

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
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", site.state().toString());
    try (Browser browser = new Browser()) {
      browser.width(1280);
      try (Daemon daemon = Daemon.start(configuration, Clock.systemUTC(), new SilentListener())) {
        browser.open(daemon.page());
        site.file("a.fits", "content");
        browser.awaitText("All 1 file is safe.");
        rucioIsAway(browser);
        theDiskIsFull(browser);
        aSafeFileIsChanged(browser);
        assertThat(browser.complaints()).isEmpty();
      }
    } finally {
      await().untilAsserted(() -> run("umount", site.state().toString()));
    }
  }

  private void rucioIsAway(Browser browser) throws Exception {
    catalogue.beginOutage();
    site.file("b.fits", "content of b");
    browser.awaitText("1 file is on its way");
    browser.awaitText("rucio: no answer since");
    browser.picture("fault-rucio-away");

    catalogue.endOutage();
    browser.awaitText("All 2 files are safe.");
  }

  private void theDiskIsFull(Browser browser) throws Exception {
    Path filler = site.state().resolve("filler");
    fill(filler);
    for (int i = 0; i < 300; i++) {
      site.file("many/c%03d.fits".formatted(i), "content of " + i);
    }
    browser.awaitText("JOURNAL_FULL");
    browser.awaitText("free some");
    browser.picture("fault-disk-full");

    Files.delete(filler);
    browser.awaitText("All 302 files are safe.");
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
    browser.awaitText("All 302 files are safe.");
  }
}
