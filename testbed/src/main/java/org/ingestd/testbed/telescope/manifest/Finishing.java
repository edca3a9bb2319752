// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

/** How a writer shows that a file is complete. */
public enum Finishing {
  /** Written as {@code <name>.part} or {@code <name>.tmp}, then renamed in one step. */
  RENAME("rename"),
  /** Written under its name; then an empty {@code <name>.trigger} beside it. */
  TRIGGER("trigger"),
  /** Written under its name in chunks with pauses between; only quiet tells. */
  SLOW("slow"),
  /** Not at all: links, FIFOs, files that end half written. Not a way to choose. */
  NEVER("never");

  /** What a trigger marker's name adds to the file's. */
  public static final String MARKER_SUFFIX = ".trigger";

  private final String key;

  Finishing(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /**
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static Finishing ofKey(String key) {
    for (Finishing finishing : values()) {
      if (finishing.key.equals(key) && finishing != NEVER) {
        return finishing;
      }
    }
    throw new IllegalArgumentException(
        "'" + key + "' is no way to finish a file; allowed are rename, trigger, slow");
  }
}
