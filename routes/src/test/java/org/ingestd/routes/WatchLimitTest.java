// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a user namespace of its own, so that the limit of nobody else is touched. */
class WatchLimitTest {

  @TempDir Path home;

  @Test
  @Tag("slow")
  void directoriesBeyondTheKernelsLimitArePolledAndThatIsTold() throws Exception {
    List<String> fewWatches =
        List.of(
            "unshare",
            "-Ur",
            "sh",
            "-c",
            "echo 5 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
            "sh");
    Process process =
        new ProcessBuilder(
                ChildJvm.command(fewWatches, List.of(), FewWatches.class, home.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("events of lst1: ").contains("waits for a rescan");
  }
}
