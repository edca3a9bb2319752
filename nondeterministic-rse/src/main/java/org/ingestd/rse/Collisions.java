// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that would get one DID. Rucio would take the second for the first. */
public final class Collisions {

  private Collisions() {}

  /** A file, by its path below the RSE's root, and the DID it would get. */
  public record NamedFile(RawPath path, Did did) {}

  /**
   * @param paths two or more, in the order of their bytes
   */
  public record Collision(Did did, List<RawPath> paths) {

    public Collision {
      paths = List.copyOf(paths);
    }
  }

  /**
   * All collisions, in the order of their DIDs. A path that comes twice does not collide with
   * itself. Holds every file in memory.
   */
  public static List<Collision> among(Stream<NamedFile> files) {
    Map<Did, RawPath> first = new HashMap<>();
    Map<Did, TreeSet<RawPath>> shared = new TreeMap<>(Comparator.naturalOrder());
    files.forEach(
        file -> {
          RawPath earlier = first.putIfAbsent(file.did(), file.path());
          if (earlier != null && !earlier.equals(file.path())) {
            TreeSet<RawPath> paths = shared.computeIfAbsent(file.did(), did -> new TreeSet<>());
            paths.add(earlier);
            paths.add(file.path());
          }
        });
    return shared.entrySet().stream()
        .map(entry -> new Collision(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }
}
