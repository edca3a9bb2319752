// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process without root's right to read everything. */
class UnreadableTest {

  @TempDir Path home;

  @Test
  void whatCannotBeReadIsToldAndTakenOnceItCanAndTheOthersGoOn() throws Exception {
    List<String> without =
        Files.getAttribute(home, "unix:uid").equals(0)
            ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
            : List.of();
    List<String> command =
        ChildJvm.command(without, List.of(), UnreadableThenMended.class, home.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("taken once mended").contains("not lost while closed");
  }
}
