// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

/** What a daemon that watches the directory must do with a path. */
public enum Fate {
  /** Registered with exactly these bytes. */
  REGISTER("register"),
  /** Kept in front of a person or waiting, with a reason; never registered. */
  HELD("held"),
  /** No file of a source: no row at all. */
  IGNORED("ignored"),
  /** Gone before it was complete: VANISHED, or never sighted. */
  VANISHED("vanished");

  private final String key;

  Fate(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
