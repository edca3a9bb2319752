// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is lost, damaged or copied; the daemon goes on with what disk and Rucio say. */
final class RebuildTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FILES = 40;

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;
  private Snapshot before;

  @BeforeEach
  void bringFilesToSafe() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, did: "{path}", dataset: "R0/all" }
        rules: [{ expression: QOS=TAPE }]
        """);
    for (int i = 0; i < FILES; i++) {
      site.file("n/f" + i + ".fits", "content of file " + i);
    }
    site.file("empty.fits", "");
    runUntilSafe();
    before = catalogue.snapshot();
  }

  @AfterEach
  void end() {
    catalogue.close();
  }

  private Daemon start() throws Exception {
    return Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  private void runUntilSafe() throws Exception {
    try (Daemon daemon = start()) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  count(daemon, FileState.SAFE) == FILES
                      && count(daemon, FileState.QUARANTINED) == 1);
      assertThat(daemon.journal().check()).isEmpty();
    }
  }

  private static long count(Daemon daemon, FileState state) {
    var tally = daemon.journal().census().tallies().getOrDefault("camera", Map.of()).get(state);
    return tally == null ? 0 : tally.count();
  }

  private Invocation journal(Object... words) throws Exception {
    Object[] all = Arrays.copyOf(words, words.length + 3);
    System.arraycopy(words, 0, all, 1, words.length);
    all[0] = "journal";
    all[words.length + 1] = "--config";
    all[words.length + 2] = site.config();
    return Invocation.of(all);
  }

  private Path kept() throws IOException {
    try (Stream<Path> entries = Files.list(site.state())) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("journal.kept-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private void assertRefused() {
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            JournalException.class,
            fault -> assertThat(fault.kind()).isEqualTo(JournalException.Kind.DAMAGED))
        .hasMessageContaining("ingestd journal rebuild");
  }

  @Test
  void aLostJournalIsMadeAnewAndEverythingReachesTheSameStatesWithNothingTwice() throws Exception {
    Files.delete(site.state().resolve("journal.db"));
    assertRefused();

    Invocation rebuilt = journal("rebuild");

    assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
    assertThat(rebuilt.out())
        .contains(
            (FILES + 1) + " files on the disk",
            "same size: " + FILES,
            "another size: 0",
            "Only there: 0");
    assertThat(kept().resolve("journal.id")).exists();
    runUntilSafe();
    assertThat(catalogue.snapshot()).isEqualTo(before);
  }

  @Test
  void aDamagedJournalIsKeptByteForByte() throws Exception {
    Path file = site.state().resolve("journal.db");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.write(new byte[100]);
    }
    byte[] damaged = Files.readAllBytes(file);
    byte[] mark = Files.readAllBytes(site.state().resolve("journal.id"));
    assertRefused();

    assertThat(journal("rebuild").exit()).isZero();

    assertThat(kept().resolve("journal.db")).hasBinaryContent(damaged);
    assertThat(kept().resolve("journal.id")).hasBinaryContent(mark);
    assertThat(site.state().resolve("journal.rebuild")).doesNotExist();
    runUntilSafe();
    assertThat(catalogue.snapshot()).isEqualTo(before);
  }

  @Test
  void aJournalThatOpensOrIsHeldIsNotReplaced() throws Exception {
    Invocation opens = journal("rebuild");
    assertThat(opens.exit()).isEqualTo(65);
    assertThat(opens.err()).contains("--even-if-it-opens");

    try (Daemon daemon = start()) {
      Invocation held = journal("rebuild", "--even-if-it-opens");

      assertThat(held.exit()).isEqualTo(75);
      assertThat(held.err()).contains("pid=" + ProcessHandle.current().pid());
      assertThat(count(daemon, FileState.SAFE)).isEqualTo(FILES);
    }
  }

  @Test
  void whatAPersonHeldStaysHeld() throws Exception {
    Invocation hold =
        Invocation.of(
            "files", "hold", "empty.fits", "--reason", "asked", "--config", site.config());
    assertThat(hold.exit()).as(hold.err()).isZero();

    Invocation rebuilt = journal("rebuild", "--even-if-it-opens");

    assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
    assertThat(rebuilt.out()).contains("Held again: 1");
    assertThat(
            Invocation.of("files", "show", "empty.fits", "--json", "--config", site.config()).out())
        .contains("\"problem\":\"HELD\"");
  }

  @Test
  void whatIsLostOrChangedMeanwhileIsNamedAndNeverTakenForRight() throws Exception {
    Files.delete(site.data().resolve("n/f1.fits"));
    Files.writeString(site.data().resolve("n/f2.fits"), "other bytes, and more of them");
    Files.writeString(site.data().resolve("n/f3.fits"), "CONTENT OF FILE 3");
    Files.delete(site.state().resolve("journal.db"));

    Invocation rebuilt = journal("rebuild");

    assertThat(rebuilt.exit()).as(rebuilt.err()).isEqualTo(2);
    assertThat(rebuilt.out())
        .contains("catalogue_only  camera:n/f1.fits", "another size: 1", "Only there: 1");
    try (Daemon daemon = start()) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  count(daemon, FileState.SAFE) == FILES - 3
                      && count(daemon, FileState.QUARANTINED) == 3);
    }
    assertThat(
            Invocation.of(
                    "files", "list", "--state", "QUARANTINED", "--json", "--config", site.config())
                .out())
        .contains("n/f2.fits", "n/f3.fits", "\"problem\":\"CONFLICT\"");
    assertThat(catalogue.snapshot()).isEqualTo(before);
  }

  @Test
  void aRebuildWithRucioAwayMakesTheJournalAllTheSameAndSaysSo() throws Exception {
    Files.delete(site.state().resolve("journal.db"));
    catalogue.beginOutage();

    Invocation rebuilt = journal("rebuild");

    assertThat(rebuilt.exit()).isEqualTo(2);
    assertThat(rebuilt.err()).contains("Rucio was not asked to the end");
    catalogue.endOutage();
    runUntilSafe();
    assertThat(catalogue.snapshot()).isEqualTo(before);
  }

  @Test
  void aBackupWrittenBesideTheDaemonCanBeStoredBackAndTheDaemonGoesOnFromThere() throws Exception {
    Path backup = folder.resolve("backup.db");
    try (Daemon daemon = start()) {
      Invocation made = journal("backup", backup);

      assertThat(made.exit()).as(made.err()).isZero();
      assertThat(made.out()).contains((FILES + 1) + " files");
      assertThat(journal("backup", backup).exit()).as("is there already").isEqualTo(73);
      assertThat(daemon.journal().check()).isEmpty();
    }
    site.file("n/f0.fits.later", "seen only by the journal that is lost");
    for (String name : List.of("journal.db", "journal.id")) {
      Files.delete(site.state().resolve(name));
    }
    Files.copy(backup, site.state().resolve("journal.db"));

    Invocation checked = journal("check");

    assertThat(checked.exit()).as(checked.out()).isZero();
    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> count(daemon, FileState.SAFE) == FILES + 1);
    }
  }
}
