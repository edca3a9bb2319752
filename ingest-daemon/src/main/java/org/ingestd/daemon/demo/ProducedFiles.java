// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import org.ingestd.journal.life.FileKey;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;

/** What the telescope calls a file and what the journal calls it. */
final class ProducedFiles {

  private ProducedFiles() {}

  /** The source has the profile's name and watches the profile's folder. */
  static FileKey key(ManifestEntry entry) {
    Profile profile = entry.profile();
    RawPath below =
        entry
            .path()
            .below(RawPath.of(profile.folder()))
            .orElseThrow(
                () -> new IllegalStateException(entry.path() + " is not in " + profile.folder()));
    return new FileKey(profile.key(), below);
  }
}
