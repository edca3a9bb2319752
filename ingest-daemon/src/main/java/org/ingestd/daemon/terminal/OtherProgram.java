// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program of the host that is asked something; however much it says, no pipe fills. */
public final class OtherProgram {

  private OtherProgram() {}

  /**
   * Runs it. One that takes longer is killed, and what it said until then stays.
   *
   * @param said the file that takes what it says on both of its outputs
   * @return whether it ended by itself
   * @throws IOException if it cannot be started, e.g. because it is not there
   */
  public static boolean run(ProcessBuilder program, Path said, Duration patience)
      throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    return ended;
  }
}
