// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon as a process of its own whose journal's disk is full or broken. Needs root (a small
 * tmpfs) and strace.
 */
@Tag("real")
final class JournalDiskTest {

  @TempDir private Path folder;
  private final List<SmallDisk> mounted = new ArrayList<>();
  private RealDaemon daemon;

  @BeforeEach
  void begin() throws Exception {
    daemon = RealDaemon.in(folder);
  }

  @AfterEach
  void end() throws Exception {
    daemon.close();
    mounted.forEach(SmallDisk::close);
  }

  private void mount(Path directory, String size) throws Exception {
    mounted.add(SmallDisk.mount(directory, size));
  }

  private void isWhole(int files) throws Exception {
    daemon.stop();
    assertThat(daemon.verb("journal", "check").exit()).isZero();
    assertThat(daemon.catalogue().snapshot().files()).hasSize(files);
  }

  private void nothingIsHeldOrGone() throws Exception {
    assertThat(daemon.process().isAlive()).as(daemon.said()).isTrue();
    assertThat(daemon.count("QUARANTINED")).isZero();
    assertThat(daemon.count("VANISHED")).isZero();
  }

  @Test
  void aFullDiskStopsTheTakingAndEverythingGoesOnByItselfOnceThereIsRoom() throws Exception {
    mount(daemon.site().state(), "size=4m");
    daemon.files("before", 20);
    daemon.start();
    daemon.reaches("SAFE", 20);

    Path filler = daemon.site().state().resolve("filler");
    SmallDisk.fill(filler);
    daemon.files("after", 300);
    RealDaemon.soon().until(() -> daemon.ready().contains("JOURNAL_FULL"));
    nothingIsHeldOrGone();

    Files.delete(filler);

    daemon.reaches("SAFE", 320);
    RealDaemon.soon().until(() -> !daemon.ready().contains("JOURNAL_FULL"));
    // The log may lie on the same disk.
    assertThat(daemon.said().split("could not be written back", -1).length).isLessThan(4);
    isWhole(320);
  }

  /** As on a machine where everything is on one file system. */
  @Test
  void anInstrumentThatFillsTheDiskOnWhichTheJournalLiesLosesNothing() throws Exception {
    mount(daemon.site().root(), "size=6m");
    Path state = Files.createDirectory(daemon.site().root().resolve("state"));
    Files.delete(daemon.site().state());
    Files.createSymbolicLink(daemon.site().state(), state);
    daemon.files("before", 20);
    daemon.start();
    daemon.reaches("SAFE", 20);

    Path other = daemon.site().root().resolve("another-program");
    daemon.files("after", 300);
    SmallDisk.fill(other);
    RealDaemon.soon().until(() -> daemon.ready().contains("JOURNAL_FULL"));
    nothingIsHeldOrGone();

    Files.delete(other);

    daemon.reaches("SAFE", 320);
    isWhole(320);
  }

  /** A life that could not begin must not be in the way of the next. */
  @Test
  void aStartOnAFullDiskAfterACrashHarmsNothing() throws Exception {
    mount(daemon.site().state(), "size=4m");
    daemon.files("before", 20);
    daemon.start();
    daemon.reaches("SAFE", 20);
    Path filler = daemon.site().state().resolve("filler");
    SmallDisk.fill(filler);
    daemon.files("after", 300);
    RealDaemon.soon().until(() -> daemon.ready().contains("JOURNAL_FULL"));

    daemon.kill();
    daemon.start();
    int exit = daemon.await();
    assertThat(exit).as(daemon.said()).isEqualTo(74);
    Files.delete(filler);

    daemon.start();
    daemon.reaches("SAFE", 320);
    isWhole(320);
  }

  /** There is room for bytes and for no further file: the journal grows and makes none. */
  @Test
  void aDiskWithoutInodesStopsNothingAndAStartThereSaysSoAndHarmsNothing() throws Exception {
    mount(daemon.site().state(), "size=64m,nr_inodes=30");
    daemon.files("before", 20);
    daemon.start();
    daemon.reaches("SAFE", 20);

    List<Path> fillers = takeInodes(daemon.site().state());
    daemon.files("after", 100);
    daemon.reaches("SAFE", 120);
    nothingIsHeldOrGone();

    daemon.kill();
    daemon.start();
    assertThat(daemon.await()).as(daemon.said()).isEqualTo(74);
    assertThat(daemon.said()).contains("journal.id.new: No space left");

    for (Path filler : fillers) {
      Files.delete(filler);
    }
    daemon.start();
    daemon.files("last", 10);
    daemon.reaches("SAFE", 130);
    isWhole(130);
  }

  /** Makes empty files until there can be no more. */
  private static List<Path> takeInodes(Path directory) {
    List<Path> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(Files.createTempFile(directory, "filler", ""));
      }
    } catch (IOException none) {
      return taken;
    }
  }

  @Test
  void aFailedForceOfTheJournalEndsTheProcessWith74AndNothingMoreGoesToRucio() throws Exception {
    Path trace = folder.resolve("strace.log");
    daemon.files("night", 400);
    daemon.start(
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-o",
        trace.toString(),
        "-P",
        daemon.site().state().resolve("journal.db-wal").toString(),
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        "inject=fsync,fdatasync:error=EIO:when=12+");
    RealDaemon.soon()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(trace) && Files.readString(trace).contains("INJECTED"));
    TimeUnit.MILLISECONDS.sleep(50);
    long callsThen = calls();

    assertThat(daemon.process().waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(daemon.process().exitValue()).as(daemon.said()).isEqualTo(74);
    assertThat(calls()).isEqualTo(callsThen);
    daemon.start();
    daemon.reaches("SAFE", 400);
  }

  private long calls() {
    return daemon.catalogue().calls().reading() + daemon.catalogue().calls().writing();
  }
}
