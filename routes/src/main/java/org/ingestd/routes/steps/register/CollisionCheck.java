// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;

/**
 * Two paths with one DID: neither is registered, and both name each other. A file that is
 * registered already keeps its state; only the newcomer has to wait for a person.
 */
final class CollisionCheck {

  private final Workbench bench;
  private final Journal journal;

  CollisionCheck(Workbench bench) {
    this.bench = bench;
    this.journal = bench.outcomes().journal();
  }

  /**
   * @param outcomes gets an entry for every file that must not be registered
   * @return the files whose DID is theirs alone
   */
  List<JournalFile> alone(List<JournalFile> files, List<Entry> outcomes) {
    Map<Did, List<JournalFile>> namesakes = namesakes(files);
    Map<Long, Entry> collided = new HashMap<>();
    List<JournalFile> alone = new ArrayList<>();
    for (JournalFile file : files) {
      List<JournalFile> others =
          namesakes.getOrDefault(Named.did(file), List.of()).stream()
              .filter(other -> other.id() != file.id())
              .toList();
      if (others.isEmpty()) {
        alone.add(file);
      } else {
        collided.put(file.id(), collision(file, others.get(0)));
        for (JournalFile other : others) {
          if (mayStillBeHeld(other.state())) {
            collided.putIfAbsent(other.id(), collision(other, file));
          }
        }
      }
    }
    outcomes.addAll(collided.values());
    return alone;
  }

  /** Of few: most batches have no file whose name another one has, and read none again. */
  private Map<Did, List<JournalFile>> namesakes(List<JournalFile> files) {
    Set<Long> contested = journal.contested(files);
    List<Did> dids =
        files.stream().filter(file -> contested.contains(file.id())).map(Named::did).toList();
    return dids.isEmpty() ? Map.of() : journal.namesakes(dids);
  }

  private Entry collision(JournalFile file, JournalFile other) {
    String detail =
        "%s: %s (%s) and %s (%s)"
            .formatted(
                Named.did(file),
                file.key().path(),
                file.key().source(),
                other.key().path(),
                other.key().source());
    return bench.quarantine(file, ProblemCode.NAME_COLLISION, detail);
  }

  private static boolean mayStillBeHeld(FileState state) {
    return switch (state) {
      case SIGHTED, SETTLED, DIGESTED -> true;
      case REGISTERED, PROTECTED, SAFE, RELEASED, QUARANTINED, VANISHED -> false;
    };
  }
}
