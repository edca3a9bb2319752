// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.NamingResult.Named;

/**
 * Files that were seen and not read yet, or that wait for a person before that. Their night is what
 * name or mtime say until their header says better.
 */
final class UnreadFiles {

  private static final int PAGE = 1_000;

  private static final Set<FileState> STATES =
      Set.of(FileState.SIGHTED, FileState.SETTLED, FileState.QUARANTINED);

  private UnreadFiles() {}

  /** Hands over each with its night; one whose name is refused belongs to none. */
  static void each(JournalReader journal, Source source, BiConsumer<String, JournalFile> night) {
    List<JournalFile> page = page(journal, source, 0);
    while (!page.isEmpty()) {
      for (JournalFile file : page) {
        if (file.identity().digests() == null
            && source.name(file.key().path(), file.stamp()) instanceof Named named) {
          night.accept(named.night(), file);
        }
      }
      page = page(journal, source, page.get(page.size() - 1).id());
    }
  }

  private static List<JournalFile> page(JournalReader journal, Source source, long after) {
    return journal.files(
        new FileQuery(
            Optional.of(source.name()), STATES, Optional.empty(), Optional.empty(), after, PAGE));
  }
}
