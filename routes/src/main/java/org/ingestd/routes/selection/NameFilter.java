// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.selection;

import java.util.List;
import java.util.Optional;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.describe.BesideFiles;
import org.ingestd.routes.disk.MarkerTemplate;
import org.ingestd.routes.disk.NightTemplate;
import org.ingestd.rse.IgnoredName;
import org.ingestd.rse.RawPath;

/**
 * Which names are no files of a source, and of what kind they are. Judged by names alone.
 * Immutable.
 */
public final class NameFilter {

  /** What ends other names; markers are looked for, all other kinds are only counted. */
  public static final String MARKER = "marker";

  static final String HIDDEN = "hidden";
  static final String TEMPORARY = "temporary";
  static final String EXCLUDED = "excluded";
  static final String SENTINEL = "sentinel";
  static final String SIDECAR = "sidecar";

  private final List<Glob> include;
  private final List<Glob> exclude;
  private final Optional<MarkerTemplate> marker;
  private final Optional<NightTemplate> nightMarker;
  private final Optional<RawPath> sentinel;
  private final BesideFiles beside;

  public NameFilter(SourceSettings source) {
    this.include = source.selection().include().stream().map(Glob::new).toList();
    this.exclude = source.selection().exclude().stream().map(Glob::new).toList();
    this.marker = source.completeness().marker().map(MarkerTemplate::new);
    this.nightMarker = source.collections().closing().marker().map(NightTemplate::new);
    this.sentinel = source.discovery().sentinel();
    this.beside = new BesideFiles(source.path(), source.treatment().description());
  }

  /**
   * Why this entry of a directory is passed over without looking at it, be it a file or a
   * directory.
   *
   * @param path below the source
   */
  public Optional<String> passedOver(RawPath path) {
    Optional<IgnoredName> ignored = IgnoredName.ofDirectory(path);
    if (ignored.isPresent()) {
      return ignored.map(NameFilter::kind);
    }
    if (exclude.stream().anyMatch(glob -> glob.matches(path))) {
      return Optional.of(EXCLUDED);
    }
    if (sentinel.filter(path::equals).isPresent()) {
      return Optional.of(SENTINEL);
    }
    return marker.filter(template -> template.isMarker(path)).isPresent()
            || nightMarker.filter(template -> template.matches(path)).isPresent()
        ? Optional.of(MARKER)
        : Optional.empty();
  }

  /** Why an entry that turned out to be a regular file is none of the source's. */
  public Optional<String> noFileOfSource(RawPath path) {
    Optional<IgnoredName> ignored = IgnoredName.of(path);
    if (ignored.isPresent()) {
      return ignored.map(NameFilter::kind);
    }
    if (beside.isSidecar(path)) {
      return Optional.of(SIDECAR);
    }
    boolean included = include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(path));
    return included ? Optional.empty() : Optional.of(EXCLUDED);
  }

  private static String kind(IgnoredName name) {
    return switch (name) {
      case HIDDEN, LOST_AND_FOUND -> HIDDEN;
      case TEMPORARY, NFS_REMNANT -> TEMPORARY;
    };
  }
}
