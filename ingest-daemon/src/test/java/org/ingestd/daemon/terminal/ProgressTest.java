// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private final StringWriter said = new StringWriter();
  private long now = 7_000;

  private Progress progress(boolean terminal, long total) {
    return new Progress(
        new Progress.Screen(new PrintWriter(said), terminal),
        "compared",
        files -> files + " files",
        total,
        () -> now);
  }

  private void seconds(double seconds) {
    now += (long) (seconds * 1e9);
  }

  @Test
  void saysNothingOfWorkThatIsSoonDone() {
    try (Progress progress = progress(true, 100)) {
      seconds(0.4);
      progress.add(100);
    }

    assertThat(said.toString()).isEmpty();
  }

  @Test
  void isABarThatIsWrittenOverOnATerminal() {
    try (Progress progress = progress(true, 100)) {
      seconds(1);
      progress.add(50);
      seconds(0.01);
      progress.add(1);
      assertThat(said.toString())
          .isEqualTo(
              "\r\u001b[K[###############...............] compared: 50 files of 100 files, 50 %,"
                  + " 50 files/s");
      seconds(1);
      progress.add(49);
    }

    assertThat(said.toString()).contains("[##############################]").endsWith("\r\u001b[K");
  }

  @Test
  void isALineNowAndThenInAPipe() {
    try (Progress progress = progress(false, 0)) {
      seconds(29);
      progress.add(29);
      assertThat(said.toString()).isEmpty();
      seconds(1);
      progress.add(1);
    }

    assertThat(said.toString()).isEqualTo("ingestd: compared: 30 files, 1 files/s%n".formatted());
  }

  @Test
  void makesRoomForOtherLinesAndLivesWithATotalThatIsPassed() {
    try (Progress progress = progress(true, 10)) {
      seconds(1);
      progress.add(20);
      assertThat(said.toString()).contains("20 files of 20 files, 100 %");
      progress.wipe();
      assertThat(said.toString()).endsWith("\r\u001b[K");
      int length = said.toString().length();
      progress.wipe();
      assertThat(said.toString()).hasSize(length);
    }
  }
}
