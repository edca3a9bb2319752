// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.cli.AuthVerb;
import org.ingestd.daemon.cli.CheckVerb;
import org.ingestd.daemon.cli.ChecksumVerb;
import org.ingestd.daemon.cli.CompletionVerb;
import org.ingestd.daemon.cli.ConfigHolder;
import org.ingestd.daemon.cli.ConfigVerb;
import org.ingestd.daemon.cli.DemoVerb;
import org.ingestd.daemon.cli.DoctorVerb;
import org.ingestd.daemon.cli.ExplainVerb;
import org.ingestd.daemon.cli.FilesVerb;
import org.ingestd.daemon.cli.JournalVerb;
import org.ingestd.daemon.cli.MockTelescopeVerb;
import org.ingestd.daemon.cli.NightsVerb;
import org.ingestd.daemon.cli.QuickenVerb;
import org.ingestd.daemon.cli.ReplayVerb;
import org.ingestd.daemon.cli.RulesVerb;
import org.ingestd.daemon.cli.RunVerb;
import org.ingestd.daemon.cli.SftpVerb;
import org.ingestd.daemon.cli.SimulateVerb;
import org.ingestd.daemon.cli.SourcesVerb;
import org.ingestd.daemon.cli.StatusVerb;
import org.ingestd.daemon.cli.SupportVerb;
import org.ingestd.daemon.cli.VerifyVerb;
import org.ingestd.daemon.cli.VersionVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself; it only holds what all verbs share. */
@Command(
    name = "ingestd",
    versionProvider = Ingestd.Version.class,
    description = "Brings an instrument's files into Rucio, in place, and never changes them.")
final class Ingestd implements ConfigHolder {

  /** All verbs, in the order of the help. */
  static final List<Class<?>> VERBS =
      List.of(
          RunVerb.class,
          DemoVerb.class,
          MockTelescopeVerb.class,
          StatusVerb.class,
          CheckVerb.class,
          FilesVerb.class,
          RulesVerb.class,
          SourcesVerb.class,
          NightsVerb.class,
          ExplainVerb.class,
          SimulateVerb.class,
          ReplayVerb.class,
          ChecksumVerb.class,
          VerifyVerb.class,
          DoctorVerb.class,
          SupportVerb.class,
          AuthVerb.class,
          ConfigVerb.class,
          JournalVerb.class,
          SftpVerb.class,
          CompletionVerb.class,
          VersionVerb.class,
          QuickenVerb.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      defaultValue = "/etc/ingestd/ingestd.yaml",
      description = "The configuration; default: ${DEFAULT-VALUE}.")
  private Path config = Path.of("/etc/ingestd/ingestd.yaml");

  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this and ends.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows which program this is, and ends.")
  private boolean version;

  /** The line of the verb {@code version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {VersionVerb.line()};
    }
  }

  @Override
  public Path configFile() {
    return config;
  }
}
