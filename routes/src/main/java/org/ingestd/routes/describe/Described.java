// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.util.List;
import org.ingestd.journal.life.FileMetadata;

/** The metadata of a file, as far as they were found. */
public sealed interface Described {

  /** All that the source requires is there. */
  record Complete(FileMetadata metadata) implements Described {}

  /**
   * Something that the source requires is not.
   *
   * @param keys those missing
   */
  record Missing(FileMetadata metadata, List<String> keys) implements Described {

    /** Which, in words. */
    public String why() {
      return "Missing: " + String.join(", ", keys) + ".";
    }
  }

  FileMetadata metadata();
}
