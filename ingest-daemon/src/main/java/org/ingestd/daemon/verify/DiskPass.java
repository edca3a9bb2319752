// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.trial.SourceWalk;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.RawPath;

/** From the disk's side: files that the journal does not know. */
final class DiskPass {

  private final Sides sides;
  private final Optional<Instant> daemonLooks;

  /**
   * @param daemonLooks now, if a daemon runs: it may just not have seen the youngest files yet
   */
  DiskPass(Sides sides, Optional<Instant> daemonLooks) {
    this.sides = sides;
    this.daemonLooks = daemonLooks;
  }

  /** Carries Rucio's refusal through the walk. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Interrupted(RucioException why) {
      super(why);
    }
  }

  /**
   * @throws IOException if the source's own directory cannot be read
   */
  void walk(PlaceInSource place, Consumer<Difference> tell) throws IOException, RucioException {
    Map<RawPath, FileStamp> seen = new LinkedHashMap<>();
    SourceWalk.Visit visit =
        new SourceWalk.Visit() {
          @Override
          public void file(Path file, RawPath below, FileStamp stamp) {
            seen.put(below, stamp);
            if (seen.size() >= Pages.PAGE) {
              try {
                sift(place, seen, tell);
              } catch (RucioException e) {
                throw new Interrupted(e);
              }
            }
          }

          @Override
          public void closed(Path path, RawPath below) {
            tell.accept(
                new Difference(
                    place.name(),
                    below,
                    null,
                    Kind.UNREGISTERED,
                    "disk: may not be looked at",
                    "a person decides"));
          }
        };
    try {
      new SourceWalk(place, sides.sources().named(place.name()).disk()).each(visit);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (Interrupted e) {
      throw (RucioException) e.getCause();
    }
    sift(place, seen, tell);
  }

  /** Tells of those that the journal does not know; none is left. */
  private void sift(PlaceInSource place, Map<RawPath, FileStamp> seen, Consumer<Difference> tell)
      throws RucioException {
    List<FileKey> keys = seen.keySet().stream().map(p -> new FileKey(place.name(), p)).toList();
    sides.journal().filesAt(keys).values().stream()
        .filter(file -> file.state() != FileState.VANISHED)
        .forEach(file -> seen.remove(file.key().path()));
    Map<RawPath, FileStamp> unknown = new LinkedHashMap<>();
    seen.forEach(
        (below, stamp) -> {
          if (!isYoung(place.settings(), stamp)) {
            unknown.put(below, stamp);
          }
        });
    tell(place, unknown, tell);
    seen.clear();
  }

  private boolean isYoung(SourceSettings settings, FileStamp stamp) {
    Duration grace =
        settings.discovery().rescan().multipliedBy(2).plus(settings.completeness().quiet());
    Instant changed = Instant.EPOCH.plusNanos(stamp.lastTouchNanos());
    return daemonLooks.filter(now -> changed.isAfter(now.minus(grace))).isPresent();
  }

  private void tell(PlaceInSource place, Map<RawPath, FileStamp> files, Consumer<Difference> tell)
      throws RucioException {
    Map<RawPath, Did> dids = new LinkedHashMap<>();
    files.forEach(
        (path, stamp) -> {
          if (sides.sources().named(place.name()).name(path, stamp)
              instanceof NamingResult.Named named) {
            dids.put(path, named.did());
          }
        });
    Map<Did, CatalogueFile> there =
        dids.isEmpty() ? Map.of() : sides.rucio().files(new ArrayList<>(dids.values()));
    List<RawPath> paths = List.copyOf(files.keySet());
    for (RawPath path : paths) {
      Did did = dids.get(path);
      CatalogueFile known = did == null ? null : there.get(did);
      String disk = "disk: a file; journal: does not know it; Rucio: ";
      tell.accept(
          known == null
              ? new Difference(
                  place.name(),
                  path,
                  did,
                  Kind.UNREGISTERED,
                  disk + (did == null ? "it has no name there" : "does not know " + did),
                  "disk")
              : new Difference(
                  place.name(),
                  path,
                  did,
                  Kind.STATE,
                  disk + "has " + did + ", " + known.bytes() + " bytes, adler32 " + known.adler32(),
                  "disk and Rucio"));
    }
  }
}
