// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.manual;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What a person would type: at the end of each verb's help and in the manual page. */
public final class Examples {

  private static final Map<String, List<String>> BY_VERB =
      Map.ofEntries(
          entry("run", List.of("ingestd run", "ingestd --config camera.yaml run --log text")),
          entry("demo", List.of("ingestd demo", "ingestd demo --dir /tmp/night --files 200")),
          entry(
              "mock-telescope",
              List.of("ingestd mock-telescope /data --profile lst --files 50 --rate 5")),
          entry("status", List.of("ingestd status", "ingestd status --watch")),
          entry("check", List.of("ingestd check")),
          entry(
              "files list",
              List.of(
                  "ingestd files list --state QUARANTINED",
                  "ingestd files list --source lst1-r0 --since 24h --json")),
          entry("files show", List.of("ingestd files show R0/Run00123.fits.fz")),
          entry("files history", List.of("ingestd files history 1234")),
          entry(
              "files accept",
              List.of("ingestd files accept 1234 --reason 'test pattern, not wanted'")),
          entry("files retry", List.of("ingestd files retry 1234 1235 --reason 'restored'")),
          entry("files hold", List.of("ingestd files hold 1234 --reason 'being rewritten'")),
          entry("files release", List.of("ingestd files release 1234 --reason 'rewritten'")),
          entry(
              "rules list",
              List.of("ingestd rules list", "ingestd rules list --state STUCK --json")),
          entry(
              "rules repair",
              List.of(
                  "ingestd rules repair --dry-run",
                  "ingestd rules repair --source lst1-r0 --reason 'tape is back'")),
          entry("sources list", List.of("ingestd sources list")),
          entry(
              "sources pause", List.of("ingestd sources pause lst1-r0 --reason 'disk is checked'")),
          entry("sources resume", List.of("ingestd sources resume lst1-r0 --reason 'checked'")),
          entry("sources rescan", List.of("ingestd sources rescan lst1-r0 --reason 'moved in'")),
          entry("nights list", List.of("ingestd nights list --source lst1-r0")),
          entry("nights show", List.of("ingestd nights show 20260121")),
          entry("explain", List.of("ingestd explain /data/R0/20260121/LST-1.Run00123.fits.fz")),
          entry("simulate", List.of("ingestd simulate lst1-r0")),
          entry(
              "replay",
              List.of(
                  "ingestd replay --source lst1-r0 --from 2026-01-21 --to 2026-01-22 --dry-run",
                  "ingestd replay --list")),
          entry(
              "checksum",
              List.of(
                  "ingestd checksum --digests adler32,md5 Run00123.fits.fz",
                  "ingestd checksum --compare MD5SUMS Run00123.fits.fz")),
          entry("verify", List.of("ingestd verify --source lst1-r0 --sample 100")),
          entry("doctor", List.of("ingestd doctor", "ingestd doctor --offline")),
          entry("auth test", List.of("ingestd auth test")),
          entry("support-bundle", List.of("ingestd support-bundle /tmp/ingestd-support.zip --yes")),
          entry(
              "config init",
              List.of(
                  "ingestd config init --ask /etc/ingestd/ingestd.yaml",
                  "ingestd config init --set rucio.url=https://rucio.example.org"
                      + " --set sources[].path=/data/R0 /etc/ingestd/ingestd.yaml")),
          entry("config check", List.of("ingestd --config new.yaml config check")),
          entry("config show", List.of("ingestd config show")),
          entry("config schema", List.of("ingestd config schema")),
          entry("journal check", List.of("ingestd journal check")),
          entry("journal backup", List.of("ingestd journal backup /backup/journal.db")),
          entry("journal rebuild", List.of("ingestd journal rebuild")),
          entry("sftp trust-host", List.of("ingestd sftp trust-host camera1")),
          entry("completion", List.of("ingestd completion bash")),
          entry("version", List.of("ingestd version --json")));

  private Examples() {}

  /** Of a verb that can be executed; never empty. */
  static List<String> of(CommandSpec verb) {
    String name = verb.qualifiedName().replaceFirst("^\\S+ ", "");
    return requireNonNull(BY_VERB.get(name), () -> "No example of " + name);
  }

  /** Puts them at the end of each verb's help. */
  public static void addTo(CommandSpec ingestd) {
    for (CommandSpec verb : VerbsPage.verbs(ingestd)) {
      verb.usageMessage()
          .footerHeading("%nExamples:%n")
          .footer(
              Stream.concat(of(verb).stream().map(line -> "  " + line), Stream.of(""))
                  .toArray(String[]::new));
    }
  }
}
