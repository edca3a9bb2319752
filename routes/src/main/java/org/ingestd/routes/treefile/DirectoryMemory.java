// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The notes of the last scans of a source. Bounded: what does not fit is read again each time. */
final class DirectoryMemory {

  private static final int MOST = 300_000;

  private final Map<Path, DirectoryNote> notes = new ConcurrentHashMap<>();

  Optional<DirectoryNote> of(Folder folder) {
    return Optional.ofNullable(notes.get(folder.place()));
  }

  void keep(DirectoryNote note) {
    if (notes.size() < MOST || notes.containsKey(note.folder().place())) {
      notes.put(note.folder().place(), note);
    }
  }

  void forget(Folder folder) {
    notes.remove(folder.place());
  }

  void clear() {
    notes.clear();
  }
}
