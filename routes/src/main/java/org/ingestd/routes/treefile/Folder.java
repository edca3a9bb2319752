// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.nio.file.Path;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a source.
 *
 * @param path below the source, null for the source's own directory
 * @param place where it is on this host, as the file system's own bytes
 */
record Folder(@Nullable RawPath path, Path place) {

  RawPath below(RawPath name) {
    return path == null ? name : path.resolve(name);
  }

  boolean isRoot() {
    return path == null;
  }
}
