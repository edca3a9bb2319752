// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.RawPath;

/** One directory that an instrument writes to. */
public record SourceConfig(
    @Key(
            value = "Name in metrics, page and journal; it stays for ever.",
            example = "lst1-r0",
            matches = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
            allowed = "1 to 63 letters, digits, dots, dashes and underscores")
        String name,
    @Inline Place place,
    @Inline Selection selection,
    @Inline Discovery discovery,
    @Inline Completeness completeness,
    @Inline Treatment treatment) {

  /** The directory, with all below it. */
  public SourcePath path() {
    return place.path();
  }

  /** Where they lie. The other keys are those of a source on another host. */
  public record Place(
      @Key(
              value =
                  "The directory, with all below it; on or below the RSE's root. On another host:"
                      + " sftp://USER@HOST[:PORT]/DIRECTORY.",
              example = "/data/R0")
          SourcePath path,
      @Key(
              value =
                  "SFTP: the private key's file, without a passphrase, readable to its owner alone.",
              unsetSays = "none")
          Optional<Path> key,
      @Key(value = "SFTP: the password instead of a key, best from a file.", unsetSays = "none")
          Optional<Secret> password,
      @Key(
              value =
                  "SFTP: the file with the server's key; `ingestd sftp trust-host` writes it. Another"
                      + " key is never talked to.",
              unsetSays = "none; required over SFTP")
          Optional<Path> knownHosts,
      @Key(
              value = "SFTP: the directory on that host that the RSE's prefix stands for.",
              unsetSays = "none; required over SFTP")
          Optional<Path> rseRoot) {}

  /** Which files. Hidden and temporary names are never taken. */
  public record Selection(
      @Key(
              value = "Patterns on the path below the source; one must match.",
              unsetSays = "everything",
              example = "[\"**/*.fits.fz\"]")
          List<Glob> include,
      @Key(value = "Patterns of what is left out.", example = "[\"**/Trash/**\"]")
          List<Glob> exclude) {}

  /** How they are found. */
  public record Discovery(
      @Key(
              value =
                  "Whether the kernel's events are listened to; auto: on local file systems. They"
                      + " are a hint, the rescan is the truth.",
              unset = "auto")
          Watch watch,
      @Key(value = "Pause between two scans.", unset = "5m", min = 1) Duration rescan,
      @Key(
              value =
                  "Pause between two looks at all registered files: finds what was rewritten,"
                      + " replaced or removed without an event.",
              unset = "1h",
              min = 1)
          Duration recheck,
      @Key(value = "Files older than this when sighted are backlog.", unset = "24h")
          Duration liveWindow,
      @Key(
              value =
                  "A file that is on the right disk alone. While it is not there the source is"
                      + " OFFLINE, and nothing of it is believed gone or changed.",
              unsetSays = "none",
              example = ".ingestd-here")
          Optional<RawPath> sentinel) {}

  /** When they are complete. */
  public record Completeness(
      @Key("When a file is complete; all of it must hold.") Complete complete,
      @Key(value = "Whether an empty file waits for a person.", unset = "hold") Empty empty,
      @Key("How datasets are filled, and when they are closed.") DatasetsConfig datasets,
      @Key("What is expected of a night; `nights` shows what is missing.")
          ExpectedConfig expected) {}

  /** What an empty file is. */
  public enum Empty {
    HOLD,
    REGISTER
  }

  /** The signals of completeness. */
  public record Complete(
      @Key(value = "Size and times unchanged for so long, by our own clock.", unset = "30s")
          Duration quiet,
      @Key(
              value =
                  "A file beside it that says so; {path}, {dir}, {name} and {stem} stand for its own.",
              unsetSays = "none",
              example = "\"{path}.trigger\"")
          Optional<String> marker,
      @Key(
              value =
                  "The files' format, whose own headers must say that nothing is missing at the"
                      + " end.",
              unsetSays = "none",
              example = "fits")
          Optional<FileFormat> format) {}

  /** What becomes of them. */
  public record Treatment(
      @Key("What the files are called in Rucio.") NamingConfig naming,
      @Inline Content content,
      @Key(
              value = "Replication rules that bring the files to permanent storage.",
              unsetSays = "none: files end at PROTECTED")
          List<RuleConfig> rules,
      @Key(
              value = "A lasting rule on the source RSE, so that no reaper deletes the files.",
              unset = "true")
          boolean protectSource,
      @Key("When a file is SAFE.") Safe safe,
      @Key(
              value = "Whether SAFE files may leave this disk.",
              unset = "never",
              later = {"report", "delete-after-safe"})
          Release release) {}

  /** What is known of their content. */
  public record Content(
      @Key(
              value = "Checksums taken in the one reading; adler32 is always there.",
              unset = "[adler32, md5]")
          Set<DigestAlgorithm> digests,
      @Key("Checksums that others wrote, compared with what is read.")
          ChecksumFilesConfig checksumFiles,
      @Key("What files are described by in Rucio; written there once they are registered.")
          MetadataConfig metadata) {}

  /** What makes a file SAFE. */
  public record Safe(
      @Key(
              value = "Verified copies on different permanent RSEs.",
              unsetSays = "the sum of the rules' copies",
              min = 1,
              max = 100)
          Optional<Integer> copies,
      @Key(
              value = "Who confirms size and checksum of a copy.",
              unset = "catalogue",
              later = {"storage"})
          Verify verify) {}

  /** Who confirms a copy. */
  public enum Verify {
    CATALOGUE
  }

  /** Whether files may leave. */
  public enum Release {
    NEVER
  }
}
