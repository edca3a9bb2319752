// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import java.util.Optional;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Profile;
import org.jspecify.annotations.Nullable;

/**
 * One path that the telescope made. Trigger markers have no entry: they are the entry's path with
 * {@link Finishing#MARKER_SUFFIX}.
 *
 * @param path below the telescope's directory; begins with the profile's folder
 * @param written absent for links and FIFOs; for a vanished file, what it held
 * @param oddity null for an ordinary file
 */
public record ManifestEntry(
    RawPath path,
    Profile profile,
    Finishing finishing,
    Fate fate,
    @Nullable Oddity oddity,
    @Nullable WrittenBytes written) {

  /**
   * @throws IllegalArgumentException if a file to be registered has no content
   */
  public ManifestEntry {
    if (fate == Fate.REGISTER && written == null) {
      throw new IllegalArgumentException(
          "No checksums for " + path + ", which is to be registered");
    }
  }

  /** An ordinary file that is to be registered. */
  public static ManifestEntry ordinary(
      RawPath path, Profile profile, Finishing finishing, WrittenBytes written) {
    return new ManifestEntry(path, profile, finishing, Fate.REGISTER, null, written);
  }

  public Optional<WrittenBytes> content() {
    return Optional.ofNullable(written);
  }
}
