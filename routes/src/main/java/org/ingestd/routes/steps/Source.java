// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.FileKey;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.describe.BesideFiles;
import org.ingestd.routes.describe.Describer;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.MarkerTemplate;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.Did;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.RawPath;

/** A source with what follows from its settings. Thread-safe. */
public final class Source {

  private final SourceSettings settings;
  private final SourceDisk disk;
  private final Optional<RawPath> belowRoot;
  private final Optional<MarkerTemplate> marker;
  private final NameFilter filter;
  private final BesideFiles beside;
  private final Describer describer;
  private final Naming naming;

  /**
   * @param rseRoot the directory of this host that the RSE's prefix stands for
   * @param disk where its files lie
   */
  public Source(SourceSettings settings, Path rseRoot, SourceDisk disk) {
    this.settings = settings;
    this.disk = disk;
    Path root = settings.location().rseRoot(rseRoot);
    this.belowRoot =
        settings.path().equals(root)
            ? Optional.empty()
            : Optional.of(RawPath.relative(root, settings.path()));
    this.marker = settings.completeness().marker().map(MarkerTemplate::new);
    this.filter = new NameFilter(settings);
    this.beside = new BesideFiles(settings.path(), settings.treatment().description());
    this.describer = new Describer(settings.treatment().description());
    this.naming =
        new Naming(
            settings.name(),
            settings.treatment().naming(),
            settings.collections().container(),
            NameRules.NEWEST);
  }

  public String name() {
    return settings.name();
  }

  public SourceSettings settings() {
    return settings;
  }

  /** How long a file must be unchanged. */
  public Duration quiet() {
    return settings.completeness().quiet();
  }

  public Optional<MarkerTemplate> marker() {
    return marker;
  }

  /** Where the file's marker has to be, in words; empty without markers. */
  public String marker(FileKey key) {
    return marker
        .map(
            template ->
                RawPath.relative(settings.path(), template.marker(settings.path(), key.path()))
                    .text())
        .orElse("");
  }

  /** Which names below its directory are its files. */
  public NameFilter filter() {
    return filter;
  }

  /** Where its files lie. */
  public SourceDisk disk() {
    return disk;
  }

  /** Where the file lies on the host that has it. */
  public Path file(FileKey key) {
    return key.path().under(settings.path());
  }

  /** What the file's marker looks like; empty if it is not there, or the source has none. */
  public Optional<FileStamp> markerStamp(RawPath file, DiskVisit visit) {
    return marker
        .map(template -> visit.lookAt(template.marker(settings.path(), file)))
        .filter(Look.Regular.class::isInstance)
        .map(look -> ((Look.Regular) look).stamp());
  }

  /** The file's path relative to the RSE's root. */
  public RawPath belowRoot(RawPath path) {
    return belowRoot.map(prefix -> prefix.resolve(path)).orElse(path);
  }

  /** The files that speak of those of the source. */
  public BesideFiles beside() {
    return beside;
  }

  Describer describer() {
    return describer;
  }

  /** What the file is called by the templates; the server's own rules are applied later. */
  public NamingResult name(RawPath path, FileStamp stamp) {
    return name(path, stamp, Optional.empty());
  }

  /**
   * The same for a file that was looked into.
   *
   * @param observed DATE-OBS of its FITS header
   */
  NamingResult name(RawPath path, FileStamp stamp, Optional<String> observed) {
    Instant modified = Instant.ofEpochSecond(0, stamp.mtimeNanos());
    return naming.name(belowRoot(path), modified, observed);
  }

  /**
   * The dataset that the file is attached to. Rucio registers in place only with an attachment
   * (anything else needs an administrator), so sources without datasets of their own get a
   * technical one for each night.
   */
  public Did dataset(NamingResult.Named named) {
    return named
        .dataset()
        .orElseGet(
            () -> new Did(named.did().scope(), "ingestd." + settings.name() + "." + named.night()));
  }

  /** What the journal is to decide the file's dataset by. */
  Placement placement(NamingResult.Named named) {
    return new Placement(
        dataset(named),
        named.container().orElse(null),
        named.night(),
        settings.collections().filling());
  }

  /** What the groups of the naming pattern caught in the file's name. */
  public Map<String, String> groups(RawPath path) {
    return naming.groups(path);
  }

  /**
   * Whether a condition says the same of all files that share what rules stand on, so that the rule
   * can stand there, too.
   */
  public boolean areAllOfOneMind(When when) {
    return rulesOnFiles() || when.isOfDataset(naming.datasetGroups());
  }

  /** Whether some of its rules are for some files only. */
  public boolean hasConditions() {
    return settings.treatment().rules().stream().anyMatch(rule -> !rule.when().isAlways());
  }

  /**
   * How many copies make a file SAFE.
   *
   * @param rules how many its rules make
   */
  public int safeCopies(int rules) {
    return settings.treatment().safeCopies().orElse(rules);
  }

  /** Whether rules are made on each file because there are no datasets to make them on. */
  public boolean rulesOnFiles() {
    return settings.treatment().naming().dataset().isEmpty();
  }
}
