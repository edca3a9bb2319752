// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} and {@code completion}. */
final class ProbeVerbsTest {

  @TempDir private Path folder;

  @Test
  void whatCannotBeSaidIsUnknownOnOneLine() throws Exception {
    Site site = Site.in(folder);
    Invocation early = Invocation.of("check", "--config", site.config());
    assertThat(early.exit()).isEqualTo(3);
    assertThat(early.out()).isEqualTo("INGESTD UNKNOWN - no journal in " + site.state() + " yet\n");

    Path broken = Files.writeString(folder.resolve("broken.yaml"), "rucio: 3\nx: 1\n");
    Invocation refused = Invocation.of("check", "--config", broken);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.out()).startsWith("INGESTD UNKNOWN - ").contains("broken.yaml:1");
    assertThat(refused.out().lines()).hasSize(1);
  }

  @Test
  void agesThatMakeNoSenseAreRefused() {
    for (String ages : new String[] {"30m", "4h,30m", "soon,4h", "1m,2m,3m"}) {
      Invocation call = Invocation.of("check", "--registered", ages);
      assertThat(call.exit()).as(ages).isEqualTo(64);
      assertThat(call.err()).startsWith("ingestd: --registered " + ages + ": ");
    }
  }

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    String script = Invocation.of("completion", "bash").out();
    assertThat(Invocation.of("completion", "zsh").out()).isEqualTo(script);

    assertThat(completed(script, 1, "ingestd", "sta")).contains("status").doesNotContain("files");
    assertThat(completed(script, 2, "ingestd", "files", "li")).contains("list");
    assertThat(completed(script, 2, "ingestd", "status", "--js")).contains("--json");
  }

  /** What bash itself would offer for the last word. */
  private static String completed(String script, int at, String... words) throws Exception {
    String asked =
        script
            + "\nCOMP_WORDS=(%s); COMP_CWORD=%d; _complete_ingestd; echo \"${COMPREPLY[@]}\"\n"
                .formatted(String.join(" ", words), at);
    Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
    bash.getOutputStream().write(asked.getBytes(UTF_8));
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void fishIsToldOfEveryVerbOnce() {
    String script = Invocation.of("completion", "fish").out();

    assertThat(script)
        .contains("-f -a status -d 'Where all files stand, and whether everything is safe'")
        .contains("'__fish_seen_subcommand_from files; and not __fish_seen_subcommand_from ")
        .contains("-l json")
        .contains("-l config -r -d ");
    assertThat(script.lines().filter(line -> line.contains("-a status "))).hasSize(1);
  }

  @Test
  void anUnknownShellIsNamed() {
    Invocation call = Invocation.of("completion", "tcsh");
    assertThat(call.exit()).isEqualTo(64);
    assertThat(call.err()).contains("bash, zsh or fish, not 'tcsh'");
  }
}
