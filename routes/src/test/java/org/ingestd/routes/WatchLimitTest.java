// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a user namespace of its own, so that the limit of nobody else is touched. */
class WatchLimitTest {

  @TempDir Path home;

  @Test
  @Tag("slow")
  void directoriesBeyondTheKernelsLimitArePolledAndThatIsTold() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "unshare",
                "-Ur",
                "sh",
                "-c",
                "echo 5 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                FewWatches.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("events of lst1: ").contains("waits for a rescan");
  }
}
