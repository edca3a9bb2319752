// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ingestd.harness.crash.Notes;
import org.ingestd.harness.oracle.DiskFile;
import org.ingestd.harness.oracle.DiskPicture;
import org.ingestd.harness.oracle.Evidence;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.oracle.Evidence.Catalogued;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.JournalContent;
import org.ingestd.harness.oracle.JournalCopy;
import org.ingestd.harness.oracle.Oracle;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.world.World;
import org.ingestd.harness.world.World.Ground;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;

/**
 * Copies of a world's disk, each with what had been acknowledged before it was begun. Taken by one
 * thread while the daemon works, judged by several once it has ended.
 */
public final class Copies {

  private static final long LARGE = 1L << 30;

  private final CopiedDisk disk;
  private final World world;
  private final List<Copy> taken = new ArrayList<>();
  private final AtomicLong changes = new AtomicLong();

  /**
   * @param acknowledged as {@link Notes#soFar} says
   */
  private record Copy(Path image, int acknowledged) {}

  public Copies(CopiedDisk disk, World world) {
    this.disk = disk;
    this.world = world;
  }

  /** One more, of this moment. */
  public void take() throws IOException, InterruptedException {
    int acknowledged = Notes.soFar(world.ground().notes());
    taken.add(new Copy(disk.copy(), acknowledged));
  }

  public int count() {
    return taken.size();
  }

  /** How many changes had been acknowledged before the copies that were judged, in all. */
  public long changes() {
    return changes.get();
  }

  /** The catalogue as it is now, for {@link #judge}. No daemon may be running. */
  public Catalogued catalogued() throws IOException, InterruptedException {
    return world.catalogued();
  }

  /**
   * Starts a machine from the n-th copy and says what is wrong there. Once for each: the copy is
   * gone afterwards.
   */
  public List<Finding> judge(int n, Catalogued catalogued)
      throws IOException, InterruptedException {
    Copy copy = taken.get(n);
    Set<Acknowledged> acknowledged =
        Notes.acknowledged(world.ground().notes(), copy.acknowledged());
    changes.addAndGet(acknowledged.size());
    return disk.look(
        copy.image(),
        directory -> {
          Ground ground = new Ground(world.ground().folder(), directory);
          List<Finding> findings = new ArrayList<>(judge(ground, acknowledged, catalogued));
          findings.addAll(refused(ground));
          return findings;
        });
  }

  private List<Finding> judge(Ground ground, Set<Acknowledged> acknowledged, Catalogued catalogued)
      throws IOException {
    JournalContent journal = JournalCopy.read(ground.state(), ground.folder());
    DiskPicture found = DiskPicture.of(ground.source());
    return new Oracle(world.wishes())
        .judgeEarlier(
            new Evidence(
                expected(found, settled(journal, acknowledged)),
                found,
                catalogued,
                journal,
                acknowledged,
                false));
  }

  private static Set<String> settled(JournalContent journal, Set<Acknowledged> acknowledged) {
    Set<String> settled = new HashSet<>();
    acknowledged.stream()
        .filter(told -> told.state().equals("SETTLED"))
        .forEach(told -> settled.add(told.path()));
    journal.rows().stream()
        .filter(row -> row.history().stream().anyMatch(line -> line.to().equals("SETTLED")))
        .forEach(row -> settled.add(row.path()));
    return settled;
  }

  /** Whatever was never called SETTLED may be there in part or not at all. */
  private DiskPicture expected(DiskPicture found, Set<String> settled) {
    Map<String, DiskFile> expected = new HashMap<>(found.files());
    world
        .before()
        .files()
        .forEach(
            (path, written) -> {
              if (settled.contains(path)) {
                expected.put(path, written);
              }
            });
    return new DiskPicture(expected);
  }

  /** What the daemon's own journal has against it when it starts from there. */
  private static List<Finding> refused(Ground ground) {
    if (!Files.exists(ground.state())) {
      return List.of();
    }
    try (Journal journal =
        SqliteJournal.open(ground.state(), LARGE, Clock.systemUTC(), LifeCycleListener.NONE)) {
      return journal.check().stream()
          .map(fault -> new Finding(Violation.JOURNAL_DAMAGED, "journal", fault))
          .toList();
    } catch (JournalException refused) {
      return List.of(
          new Finding(Violation.JOURNAL_DAMAGED, "journal", "refused: " + refused.getMessage()));
    }
  }
}
