// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ingestd.daemon.trial.Simulation.Collision;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;

/** The second look: names the files whose DIDs came more than once. */
final class CollisionNames {

  private record Holder(String source, String path) {}

  private final Map<Did, List<Holder>> holders = new TreeMap<>();

  void look(PlaceInSource source, SharedNames shared) throws IOException {
    new SourceWalk(source)
        .each(
            new SourceWalk.Visit() {
              @Override
              public void file(Path file, RawPath below, BasicFileAttributes attributes) {
                if (source
                            .naming()
                            .name(source.belowRoot(file), attributes.lastModifiedTime().toInstant())
                        instanceof Named named
                    && shared.mayHold(named.did())) {
                  String full = source.settings().path() + "/" + below.text();
                  holders
                      .computeIfAbsent(named.did(), did -> new ArrayList<>())
                      .add(new Holder(source.name(), full));
                }
              }

              @Override
              public void closed(Path path, RawPath below) {}
            });
  }

  /** Collisions that a file of this source has part in. */
  List<Collision> of(PlaceInSource source) {
    List<Collision> collisions = new ArrayList<>();
    holders.forEach(
        (did, files) -> {
          if (files.size() > 1 && isAmong(source, files)) {
            collisions.add(
                new Collision(did.scope(), did.name(), files.stream().map(Holder::path).toList()));
          }
        });
    return collisions;
  }

  /** How many files of this source have part in one. */
  long filesOf(PlaceInSource source) {
    Set<String> paths = new HashSet<>();
    holders.values().stream()
        .filter(files -> files.size() > 1)
        .flatMap(List::stream)
        .filter(file -> file.source().equals(source.name()))
        .forEach(file -> paths.add(file.path()));
    return paths.size();
  }

  private static boolean isAmong(PlaceInSource source, List<Holder> files) {
    return files.stream().anyMatch(file -> file.source().equals(source.name()));
  }
}
