// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The instrument's disk is taken away under the running daemon and put back, as by an automounter
 * or a person. Needs root and loop devices.
 */
@Tag("real")
final class SourceMountTest {

  private static final long BYTES = 64L << 20;

  @TempDir private Path folder;
  private Path image;
  private RealDaemon daemon;

  @BeforeEach
  void begin() throws Exception {
    daemon = RealDaemon.in(folder);
    image = folder.resolve("instrument.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    RealDaemon.run("mkfs.ext4", "-q", "-F", image.toString());
    mount();
  }

  private void mount() throws Exception {
    RealDaemon.run("mount", "-o", "loop", image.toString(), daemon.site().data().toString());
  }

  /** From now on an empty directory is where the disk was, whoever has files of it open. */
  private void unmount() throws Exception {
    RealDaemon.run("umount", "--lazy", daemon.site().data().toString());
  }

  @AfterEach
  void end() throws Exception {
    daemon.close();
    if (Files.exists(daemon.site().data().resolve("lost+found"))) {
      unmount();
    }
  }

  private boolean isOnline() throws Exception {
    return daemon.status().at("/sources/0/online").asBoolean();
  }

  private void nothingIsHeldOrGone() throws Exception {
    assertThat(daemon.count("QUARANTINED")).isZero();
    assertThat(daemon.count("VANISHED")).isZero();
    assertThat(daemon.status().at("/severity/critical").asLong()).isZero();
  }

  @Test
  void aDiskThatIsUnmountedAndComesBackIsOfflineMeanwhileAndLosesNothing() throws Exception {
    daemon.files("before", 20);
    daemon.start();
    daemon.reaches("SAFE", 20);

    for (int round = 1; round <= 3; round++) {
      String night = "night" + round;
      daemon.files(night, 100);
      // Some of them are on their way.
      RealDaemon.soon().until(() -> daemon.said().contains(night));
      // Copies that are being made from this disk would fail, and their rules be stuck for long.
      daemon.catalogue().daemons().pause();
      unmount();
      RealDaemon.soon().until(() -> !isOnline());
      nothingIsHeldOrGone();
      assertThat(daemon.ready()).contains("is not mounted now");

      mount();
      RealDaemon.soon().until(this::isOnline);
      daemon.catalogue().daemons().resume();
      int all = 20 + 100 * round;
      daemon.reaches("SAFE", all);
      nothingIsHeldOrGone();
    }
    daemon.stop();
    assertThat(daemon.verb("journal", "check").exit()).isZero();
    assertThat(daemon.catalogue().snapshot().files()).hasSize(320);
  }
}
