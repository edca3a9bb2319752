// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Local path ↔ PFN on one RSE by one protocol, both ways. The path part of a PFN is percent-encoded
 * bytes (RFC 3986). Thread-safe.
 */
public final class PfnMapping {

  /**
   * @param root the directory on this host that the protocol's prefix stands for
   */
  public PfnMapping(RseDescription.Protocol protocol, Path root) {
    throw new UnsupportedOperationException(protocol.toString() + root);
  }

  /** The directory on this host that the prefix stands for. */
  public Path root() {
    throw new UnsupportedOperationException();
  }

  /**
   * @param path relative to {@link #root}
   */
  public String pfn(RawPath path) {
    throw new UnsupportedOperationException();
  }

  /** The way back: the path relative to the root, or empty if the PFN is not below the prefix. */
  public Optional<RawPath> path(String pfn) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether two PFNs name one place, as Rucio rebuilds PFNs on reading: runs of slashes collapsed,
   * a port 0 left out, the host {@code localhost} of {@code file} ignored.
   */
  public static boolean samePlace(String one, String other) {
    throw new UnsupportedOperationException();
  }
}
