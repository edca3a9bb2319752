// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.util.List;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/**
 * Some files of a list.
 *
 * @param after the id that the next slice begins after; null at the end of the list
 */
public record FileSlice(List<JournalFile> files, @Nullable Long after) {

  public FileSlice {
    files = List.copyOf(files);
  }
}
