// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.trial.Simulation.Collision;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;

/**
 * The second look: names files whose DIDs came more than once. Counts all of them; what it holds is
 * bounded, also where a million files have one name.
 */
final class CollisionNames {

  private static final int DIDS_SHOWN = 1000;
  private static final int PATHS_SHOWN = 20;

  /**
   * @param paths at most so many as are shown
   */
  private record Holders(List<String> paths, Set<String> sources) {}

  private final Map<Did, Holders> holders = new TreeMap<>();
  private final Map<String, Long> files = new HashMap<>();

  void look(PlaceInSource source, SourceDisk disk, SharedNames shared) throws IOException {
    new SourceWalk(source, disk)
        .each(
            new SourceWalk.Visit() {
              @Override
              public void file(Path file, RawPath below, FileStamp stamp) {
                if (source
                            .naming()
                            .name(
                                source.belowRoot(file),
                                Instant.ofEpochSecond(0, stamp.mtimeNanos()))
                        instanceof Named named
                    && shared.mayHold(named.did())) {
                  note(source, named.did(), below);
                }
              }

              @Override
              public void closed(Path path, RawPath below) {}
            });
  }

  private void note(PlaceInSource source, Did did, RawPath below) {
    files.merge(source.name(), 1L, Long::sum);
    if (holders.size() < DIDS_SHOWN || holders.containsKey(did)) {
      Holders known =
          holders.computeIfAbsent(did, key -> new Holders(new ArrayList<>(), new TreeSet<>()));
      known.sources().add(source.name());
      if (known.paths().size() < PATHS_SHOWN) {
        known.paths().add(source.settings().path() + "/" + below.text());
      }
    }
  }

  /** Collisions that a file of this source has part in, as far as they are shown. */
  List<Collision> of(PlaceInSource source) {
    List<Collision> collisions = new ArrayList<>();
    holders.forEach(
        (did, known) -> {
          if (known.paths().size() > 1 && known.sources().contains(source.name())) {
            collisions.add(new Collision(did.scope(), did.name(), List.copyOf(known.paths())));
          }
        });
    return collisions;
  }

  /**
   * How many files of this source have part in one. Two names of one hash among millions, which is
   * less likely than a wrong disk read, would be counted with them.
   */
  long filesOf(PlaceInSource source) {
    return files.getOrDefault(source.name(), 0L);
  }
}
