// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.describe.BesideFiles;
import org.ingestd.routes.describe.Describer;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.routes.format.FitsStream;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.RawPath;

/** A source as dry runs need it: which names are its files, and what they are called. */
public final class PlaceInSource {

  private final SourceSettings settings;
  private final NameFilter filter;
  private final BesideFiles beside;
  private final Describer describer;
  private final Naming naming;
  private final Path root;

  public PlaceInSource(SourceSettings settings, IngestSettings.Place place, NameRules rules) {
    this.settings = settings;
    this.beside = new BesideFiles(settings.path(), settings.treatment().description());
    this.describer = new Describer(settings.treatment().description());
    this.filter = new NameFilter(settings);
    this.naming =
        new Naming(
            settings.name(),
            settings.treatment().naming(),
            settings.collections().container(),
            rules);
    this.root = settings.location().rseRoot(place.root());
  }

  public static List<PlaceInSource> all(IngestSettings settings, NameRules rules) {
    return settings.sources().stream()
        .map(source -> new PlaceInSource(source, settings.place(), rules))
        .toList();
  }

  public String name() {
    return settings.name();
  }

  public SourceSettings settings() {
    return settings;
  }

  BesideFiles beside() {
    return beside;
  }

  Describer describer() {
    return describer;
  }

  /** What a look at the headers of a file gives; empty if they are not asked for. */
  Optional<FitsContent> headers(RawPath below, DiskVisit visit) throws IOException {
    Optional<FitsStream> stream = describer.headers();
    if (stream.isEmpty()) {
      return Optional.empty();
    }
    try (SeekableByteChannel open = visit.open(below)) {
      return Optional.of(stream.get().read(open));
    }
  }

  Naming naming() {
    return naming;
  }

  /** Whether a path that may name a host is one of the source's. */
  boolean holds(SourcePath file) {
    Optional<SftpHost.Address> there =
        settings.location() instanceof Location.Remote remote
            ? Optional.of(remote.host().address())
            : Optional.empty();
    return there.equals(file.address()) && holds(file.directory());
  }

  public boolean holds(Path file) {
    return file.startsWith(settings.path()) && !file.equals(settings.path());
  }

  /** By the path below the source. */
  public Optional<String> whyNoFile(RawPath below) {
    Optional<String> above = whyPassedOver(below);
    return above.isPresent() ? above : filter.noFileOfSource(below);
  }

  /** A directory above it may be passed over, and with it all that lies below. */
  private Optional<String> whyPassedOver(RawPath below) {
    for (RawPath at = below; at != null; at = at.directory().orElse(null)) {
      Optional<String> why = filter.passedOver(at);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  /** Whether an entry of a directory, of any kind, is not even looked at. */
  Optional<String> passedOver(RawPath below) {
    return filter.passedOver(below);
  }

  /** Whether a regular file counts, beyond {@link #passedOver}. */
  Optional<String> noFileOfSource(RawPath below) {
    return filter.noFileOfSource(below);
  }

  public RawPath below(Path file) {
    return RawPath.relative(settings.path(), file);
  }

  /** On this host, and not on another one. */
  boolean isHere() {
    return settings.location() instanceof Location.Here;
  }

  /** Where a path below the RSE's root lies on the host that has the source. */
  public Path placed(RawPath belowRoot) {
    return belowRoot.under(root);
  }

  RawPath belowRoot(Path file) {
    return RawPath.relative(root, file);
  }
}
