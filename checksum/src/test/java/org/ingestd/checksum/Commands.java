// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the system's own commands, against which ours are held. */
public final class Commands {

  private Commands() {}

  /** What the command prints, one character a byte; fails unless it exits with 0. */
  public static String output(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
