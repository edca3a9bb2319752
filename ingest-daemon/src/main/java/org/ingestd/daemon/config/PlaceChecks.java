// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.routes.contract.SftpHost.Address;
import org.jspecify.annotations.Nullable;

/** Contradictions between sources, the RSE's root and the daemon's own directory. */
final class PlaceChecks {

  private final Faults faults;
  private final Map<String, SourcePath> sources = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private @Nullable Path root;
  private @Nullable Path state;
  private @Nullable Path inbox;

  PlaceChecks(Faults faults) {
    this.faults = faults;
  }

  void root(Path rseRoot) {
    root = rseRoot;
  }

  void state(Path own) {
    state = own;
  }

  void inbox(Path requests) {
    inbox = requests;
  }

  void source(String at, SourcePath path) {
    sources.put(at, path);
  }

  void name(String at, String name) {
    String other = names.putIfAbsent(name, at);
    if (other != null) {
      faults.refuse(Faults.below(at, "name"), "is the name of " + other + " too");
    }
  }

  /** Everything that could be read has been told. */
  void finish() {
    Map<String, SourcePath> before = new LinkedHashMap<>();
    sources.forEach(
        (at, path) -> {
          if (!path.isRemote()) {
            place(at, path.directory());
          }
          overlap(at, path, before);
          before.put(at, path);
        });
  }

  private void place(String at, Path path) {
    String key = Faults.below(at, "path");
    if (root != null && !path.startsWith(root)) {
      faults.refuse(key, "must lie below rse.root, which is " + root);
    }
    if (state != null && real(state).startsWith(real(path))) {
      faults.refuse(key, "holds the daemon's own directory " + state + "; move 'state' elsewhere");
    }
    if (inbox != null && real(inbox).startsWith(real(path))) {
      faults.refuse(key, "holds the inbox " + inbox + "; answers are written there, move 'inbox'");
    }
    if (state != null && real(path).startsWith(real(state)) && !real(path).equals(real(state))) {
      faults.refuse(key, "lies in the daemon's own directory " + state);
    }
  }

  private void overlap(String at, SourcePath path, Map<String, SourcePath> others) {
    others.forEach(
        (other, place) -> {
          if (overlap(path, place)) {
            faults.refuse(
                Faults.below(at, "path"),
                "overlaps "
                    + Faults.below(other, "path")
                    + ", "
                    + place
                    + "; a file has one source");
          }
        });
  }

  /** As far as can be known without asking another host, which may have several names. */
  private static boolean overlap(SourcePath one, SourcePath other) {
    if (!one.address().map(Address::host).equals(other.address().map(Address::host))) {
      return false;
    }
    Path here = one.isRemote() ? one.directory() : real(one.directory());
    Path there = other.isRemote() ? other.directory() : real(other.directory());
    return here.startsWith(there) || there.startsWith(here);
  }

  /** Links resolved as far as the path exists now. */
  private static Path real(Path path) {
    Path parent = path.getParent();
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }
}
