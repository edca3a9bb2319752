// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.steps.Workbench;

/**
 * Tells of a file whose content another file has, too: often a copy that somebody made, or an
 * instrument that wrote a buffer twice. Both are registered. It is looked for when a file's digests
 * are durable, so of two files at least the one that is looked at later is told about.
 */
final class SameContent {

  private final Workbench bench;
  private final Journal journal;

  SameContent(Workbench bench) {
    this.bench = bench;
    this.journal = bench.outcomes().journal();
  }

  /** Once in the life of each file; says nothing of other names of one file. */
  void remark(List<JournalFile> files) {
    List<Entry> remarks = new ArrayList<>();
    Map<Long, List<JournalFile>> same = journal.sameContent(files);
    for (JournalFile file : files) {
      twin(file, same.getOrDefault(file.id(), List.of()))
          .map(twin -> reason(twin))
          .ifPresent(why -> remark(file, why, remarks));
    }
    bench.outcomes().record(remarks);
  }

  private static Optional<JournalFile> twin(JournalFile file, List<JournalFile> same) {
    return same.stream().filter(other -> !isAnotherName(other.stamp(), file.stamp())).findFirst();
  }

  private static boolean isAnotherName(FileStamp one, FileStamp other) {
    return one.tellsInode() && one.inode() == other.inode() && one.device() == other.device();
  }

  private static String reason(JournalFile twin) {
    return "its content is that of %s (%s) as well"
        .formatted(twin.key().path(), twin.key().source());
  }

  private void remark(JournalFile file, String reason, List<Entry> remarks) {
    boolean told =
        journal.history(file.id()).stream().anyMatch(line -> line.reason().equals(reason));
    if (!told) {
      bench.listener().remarked(file.key().source(), Remark.SAME_CONTENT);
      remarks.add(
          new Entry.Remark(file.id(), FileState.DIGESTED, reason, Entry.Next.due(bench.now())));
    }
  }
}
