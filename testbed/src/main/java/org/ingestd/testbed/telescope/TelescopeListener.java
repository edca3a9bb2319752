// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.io.IOException;
import java.time.Instant;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.manifest.Manifest;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.ManifestFile;
import org.ingestd.testbed.telescope.manifest.Oddity;

/** Hears what a mock telescope does; called on its thread. An exception ends the run. */
public interface TelescopeListener {

  /**
   * A path is as it will stay: closed, renamed, marked, rewritten for the last time or removed.
   * Comes once for each path.
   *
   * @param at when that was, by the telescope's clock
   */
  void finished(ManifestEntry entry, Instant at) throws IOException;

  /** This system cannot make such a thing; the path is not there. */
  default void impossible(RawPath path, Oddity oddity, String why) throws IOException {}

  static TelescopeListener into(Manifest manifest) {
    return (entry, at) -> manifest.add(entry);
  }

  static TelescopeListener into(ManifestFile file) {
    return (entry, at) -> file.add(entry);
  }

  /** Tells this one, then the other. */
  default TelescopeListener and(TelescopeListener other) {
    TelescopeListener first = this;
    return new TelescopeListener() {
      @Override
      public void finished(ManifestEntry entry, Instant at) throws IOException {
        first.finished(entry, at);
        other.finished(entry, at);
      }

      @Override
      public void impossible(RawPath path, Oddity oddity, String why) throws IOException {
        first.impossible(path, oddity, why);
        other.impossible(path, oddity, why);
      }
    };
  }
}
