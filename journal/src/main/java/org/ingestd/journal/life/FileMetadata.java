// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/**
 * What a file is described by in Rucio beside its name, size and checksums.
 *
 * @param json an object, compact; the journal keeps it and does not look into it
 */
public record FileMetadata(String json) {

  /** Nothing is said of the file. */
  public static final FileMetadata NONE = new FileMetadata("{}");

  /**
   * @throws IllegalArgumentException if it is no object
   */
  public FileMetadata {
    if (!json.startsWith("{") || !json.endsWith("}")) {
      throw new IllegalArgumentException("Metadata are a JSON object, not " + json);
    }
  }

  public boolean isEmpty() {
    return json.equals(NONE.json);
  }
}
