// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon in a process of its own, with a small heap, and what may happen to it and the server.
 */
class SftpDaemonTest {

  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final String HEAP = "64m";
  private static final long MIB = 1L << 20;

  @TempDir Path home;

  /** A daemon that runs. */
  private final class Running implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Running(RemoteSite site, String name, long bytesPerSecond) throws IOException {
      log = home.resolve(name + ".log");
      process =
          new ProcessBuilder(RemoteDaemon.command(HEAP, site, bytesPerSecond))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    }

    private List<String> lines() throws IOException {
      return new String(Files.readAllBytes(log), UTF_8).lines().toList();
    }

    private void await(String what) {
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(process.isAlive()).as("alive; it said %s", lines()).isTrue();
                return lines().stream().anyMatch(line -> line.contains(what));
              });
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  private static Path file(RemoteSite site, String name, long size) throws IOException {
    Path file = site.here.data.resolve(name);
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(size);
      large.seek(size / 2);
      large.write(name.getBytes(UTF_8));
    }
    return file;
  }

  private static void awaitReading(RemoteSite site, long bytes) {
    await().atMost(PATIENCE).until(() -> site.server.bytesRead() > bytes);
  }

  private void assertRightlySafe(RemoteSite site, Path file) {
    JournalFile safe = site.here.file(file.getFileName().toString());
    assertThat(safe.state()).isEqualTo(FileState.SAFE);
    try (DigestReader reader = new DigestReader()) {
      Reading local = reader.read(file, Set.of(DigestAlgorithm.MD5), ReadingWatch.NONE);
      assertThat(safe.identity().digests()).isEqualTo(((Reading.Digested) local).digests());
    }
  }

  @Test
  void aServerThatIsRestartedInMidDigestCostsNothingButTime() throws Exception {
    try (RemoteSite site = new RemoteSite(home, given -> given)) {
      Path large = file(site, "large.fits", 48 * MIB);
      try (Running daemon = new Running(site, "daemon", 12 * MIB)) {
        daemon.await("SIGHTED > SETTLED");
        awaitReading(site, 12 * MIB);
        site.server.stop();
        site.server.start();
        daemon.await("PROTECTED > SAFE");
        assertThat(daemon.lines()).noneMatch(line -> line.contains("> QUARANTINED"));
        assertThat(daemon.lines()).noneMatch(line -> line.contains("SETTLED > SIGHTED"));
      }
      assertRightlySafe(site, large);
    }
  }

  @Test
  void aDaemonThatIsKilledInMidDigestBeginsItAgain() throws Exception {
    try (RemoteSite site = new RemoteSite(home, given -> given)) {
      Path large = file(site, "large.fits", 32 * MIB);
      Path small = site.here.write("small.fits", "content");
      try (Running daemon = new Running(site, "killed", 8 * MIB)) {
        daemon.await("SIGHTED > SETTLED");
        awaitReading(site, 8 * MIB);
      }
      try (Running daemon = new Running(site, "again", 0)) {
        daemon.await("large.fits: PROTECTED > SAFE");
        daemon.await("small.fits: PROTECTED > SAFE");
      }
      assertRightlySafe(site, large);
      assertRightlySafe(site, small);
      assertThat(site.here.files()).allMatch(file -> file.standing().generation() == 1);
    }
  }

  @Test
  @Tag("slow")
  void aGibibyteIsReadInASmallHeap() throws Exception {
    try (RemoteSite site = new RemoteSite(home, given -> given)) {
      Path large = file(site, "large.fits", 1024 * MIB);
      try (Running daemon = new Running(site, "daemon", 0)) {
        daemon.await("PROTECTED > SAFE");
      }
      assertRightlySafe(site, large);
    }
  }

  @Test
  @Tag("slow")
  void aHundredThousandNamesOfOneDirectoryAreListedInASmallHeap() throws Exception {
    try (RemoteSite site = new RemoteSite(home, given -> given)) {
      Path night = Files.createDirectories(site.here.data.resolve("night"));
      for (int i = 0; i < 100_000; i++) {
        Files.createFile(night.resolve("file" + i + ".fits"));
      }
      try (Running daemon = new Running(site, "daemon", 0)) {
        daemon.await("scanned 100001");
      }
      assertThat(site.here.files()).hasSize(100_000);
    }
  }
}
