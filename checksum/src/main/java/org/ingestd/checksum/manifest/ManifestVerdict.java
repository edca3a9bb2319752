// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

import java.util.List;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;

/** What comparing one file with the manifest gave. */
public sealed interface ManifestVerdict {

  /** All that the manifest says agrees, and these digests (at least one) were compared. */
  record Same(Set<DigestAlgorithm> by) implements ManifestVerdict {}

  /** At least one value differs; all that do are named. */
  record Differs(List<Difference> differences) implements ManifestVerdict {}

  /** The manifest has no line for this file. */
  record NotInManifest() implements ManifestVerdict {}

  /** The manifest has a line, but no file is there. */
  record Missing() implements ManifestVerdict {}

  /**
   * The manifest has a line, but the reading gave nothing to compare it with; {@code why} says so.
   */
  record NotCompared(String why) implements ManifestVerdict {}

  /**
   * @param what {@code size} or the key of a digest
   */
  record Difference(String what, String manifest, String file) {}
}
