// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import org.ingestd.testbed.catalogue.storage.Rse;
import org.jspecify.annotations.Nullable;

/**
 * A replica: the path is kept as a shared directory and, only where it is not the DID's name, the
 * rest of the path.
 */
public final class Replica {

  private final Rse rse;
  private final @Nullable String directory;
  private final @Nullable String leaf;
  private ReplicaState state;

  private Replica(Rse rse, @Nullable String directory, @Nullable String leaf, ReplicaState state) {
    this.rse = rse;
    this.directory = directory;
    this.leaf = leaf;
    this.state = state;
  }

  /** At the place that a deterministic RSE computes. */
  static Replica computed(Rse rse, ReplicaState state) {
    return new Replica(rse, null, null, state);
  }

  static Replica at(Rse rse, String path, String name, ReplicaState state) {
    if (path.endsWith(name)) {
      String directory = path.substring(0, path.length() - name.length());
      return new Replica(rse, rse.pooledDirectory(directory), null, state);
    }
    int slash = path.lastIndexOf('/') + 1;
    String directory = rse.pooledDirectory(path.substring(0, slash));
    return new Replica(rse, directory, path.substring(slash), state);
  }

  public Rse rse() {
    return rse;
  }

  public ReplicaState state() {
    return state;
  }

  public void setState(ReplicaState to) {
    state = to;
  }

  public boolean available() {
    return state == ReplicaState.AVAILABLE;
  }

  /** The stored path, with a slash in front. */
  public String path(FileRow file) {
    if (directory == null) {
      return rse.hashPath(file.scope(), file.name());
    }
    return directory + (leaf == null ? file.name() : leaf);
  }
}
