// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.NamingSettings;
import org.ingestd.rse.RawPath;

/** One source: a directory that an instrument writes to, and what is to become of its files. */
public record SourceSettings(
    String name,
    Location location,
    Selection selection,
    Completeness completeness,
    Discovery discovery,
    Treatment treatment) {

  /** The source's directory, on the host that has it. */
  public Path path() {
    return location.directory();
  }

  /** Glob patterns on the path below the source; an empty include is everything. */
  public record Selection(List<String> include, List<String> exclude) {}

  /**
   * When a file is complete; all of it must hold.
   *
   * @param quiet unchanged for so long, by our own clock
   * @param marker template of a file beside it that says so
   * @param format whose own lengths must fit; empty files have none
   * @param holdEmpty whether an empty file waits for a person
   * @param collections when datasets and nights are
   */
  public record Completeness(
      Duration quiet,
      Optional<String> marker,
      Optional<FileFormat> format,
      boolean holdEmpty,
      CollectionSettings collections) {

    /** Of files whose datasets are never complete. */
    public Completeness(
        Duration quiet, Optional<String> marker, Optional<FileFormat> format, boolean holdEmpty) {
      this(quiet, marker, format, holdEmpty, CollectionSettings.NONE);
    }
  }

  /** What becomes of its datasets. */
  public CollectionSettings collections() {
    return completeness.collections();
  }

  /**
   * How files are found.
   *
   * @param rescan pause between two scans
   * @param recheck pause between two looks at all files that are registered
   * @param liveWindow older files are backlog when sighted
   * @param sentinel a file below the source without which nothing is believed gone: it is on the
   *     right disk alone, and none of the source's files
   */
  public record Discovery(
      Watch watch,
      Duration rescan,
      Duration recheck,
      Duration liveWindow,
      Optional<RawPath> sentinel) {}

  /** Whether the kernel's events are listened to. They are a hint; a rescan is the truth. */
  public enum Watch {
    /** Events on local file systems, polling on network ones. */
    AUTO,
    EVENTS,
    POLL
  }

  /**
   * What is to become of the files.
   *
   * @param protectSource a lasting rule on the source RSE
   * @param safeCopies copies on distinct permanent RSEs that make a file SAFE; empty: as many as
   *     its rules make
   */
  public record Treatment(
      NamingSettings naming,
      Set<DigestAlgorithm> digests,
      List<RuleWish> rules,
      boolean protectSource,
      OptionalInt safeCopies,
      DescriptionSettings description) {

    /** Of files that nothing is said of beside their names. */
    public Treatment(
        NamingSettings naming,
        Set<DigestAlgorithm> digests,
        List<RuleWish> rules,
        boolean protectSource,
        OptionalInt safeCopies) {
      this(naming, digests, rules, protectSource, safeCopies, DescriptionSettings.NONE);
    }
  }

  /**
   * A rule that the source's datasets (or files) are to have.
   *
   * @param when which files it is for
   * @param via expression of the RSEs of which one gets a copy first, for the others to be made
   *     from
   */
  public record RuleWish(
      String expression, int copies, RuleTerms terms, When when, Optional<String> via) {

    /** One whose copies are made from wherever Rucio likes. */
    public RuleWish(String expression, int copies, RuleTerms terms, When when) {
      this(expression, copies, terms, when, Optional.empty());
    }
  }

  /** How a rule is carried out. */
  public record RuleTerms(
      String activity,
      Optional<Duration> lifetime,
      Optional<String> weight,
      WantedRule.Grouping grouping) {}
}
