// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.trust.TrustCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sftp",
    description = "What sources on other hosts need.",
    subcommands = SftpVerb.TrustHost.class)
public final class SftpVerb {

  @Command(
      name = "trust-host",
      description = "Shows a server's key, and stores it once it is confirmed.")
  static final class TrustHost extends Verb {

    @Parameters(
        paramLabel = "SOURCE|HOST[:PORT]",
        description = "A source at sftp://…, or the server of one.")
    private String which = "";

    @Option(
        names = "--fingerprint",
        paramLabel = "SHA256:…",
        description = "What the server's administrator says; stored if the server shows the same.")
    private @Nullable String fingerprint;

    @Option(
        names = "--yes",
        description = "Stores what is shown; only for a person at a terminal who compared it.")
    private boolean yes;

    @Option(
        names = "--replace",
        description = "Takes the place of another key that is known of this server.")
    private boolean replace;

    @Override
    public Integer call() throws Exception {
      if (yes && !isTerminal()) {
        throw new VerbFailed(
            Exit.USAGE, "--yes is for a person at a terminal; use --fingerprint SHA256:….");
      }
      return new TrustCommand(terminal(false))
          .run(which, new TrustCommand.Confirmation(fingerprint, yes, replace));
    }

    /** From JDK 22 on a console is there without a terminal, so the kernel is asked. */
    private static boolean isTerminal() {
      try {
        Path in = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
        return in.startsWith("/dev/pts") || in.toString().startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
  }
}
