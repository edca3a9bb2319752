// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.sighting;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.Samples;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals as bad disks, cut writes and wrong hands leave them. Whatever was done to one, it is
 * refused, found faulty, or says nothing of a file that was never so.
 */
final class MutationTest {

  private static final int FILES = 60;
  private static final List<FileState> WAY =
      List.of(
          FileState.SIGHTED,
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED,
          FileState.SAFE);

  @TempDir private Path root;
  private Path picture;
  private final Map<String, Set<FileState>> wasEver = new HashMap<>();
  private final Map<String, JournalFile> last = new HashMap<>();

  /** What became of a mutated journal. */
  private enum Fate {
    REFUSED,
    FOUND_FAULTY,
    AS_IT_WAS,
    AN_EARLIER_MOMENT,
    /** States are right, another value is not: only what Rucio has stands against that. */
    OTHER_VALUE
  }

  /** Half of it in the file, half in the log, as a power cut leaves it. */
  @BeforeEach
  void takePicture() throws IOException {
    Path state = root.resolve("state");
    try (Journal journal = open(state)) {
      work(journal, 0, FILES / 2);
    }
    try (Journal journal = open(state)) {
      work(journal, FILES / 2, FILES);
      for (int i = 0; i < FILES; i++) {
        last.put(name(i), journal.file(key(name(i))).orElseThrow());
      }
      picture = copy(state, root.resolve("picture"));
    }
  }

  private static String name(int i) {
    return "n/f" + i + ".fits";
  }

  private static Journal open(Path state) {
    return SqliteJournal.open(state, 1_000_000, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  /** Each file goes a little further on its way than the one before. */
  private void work(Journal journal, int from, int to) {
    for (int i = from; i < to; i++) {
      journal.sight(List.of(sighting(name(i), 10)));
      long id = journal.file(key(name(i))).orElseThrow().id();
      Set<FileState> states = EnumSet.of(FileState.SIGHTED);
      for (FileState next : WAY.subList(1, 1 + i % WAY.size())) {
        journal.record(
            List.of(
                new Entry.Move(
                    id,
                    journal.file(id).orElseThrow().state(),
                    next,
                    "step " + next,
                    new Facts(null, Samples.identity()),
                    Entry.Next.due(Samples.START))));
        states.add(next);
      }
      wasEver.put(name(i), states);
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of("journal.db", "journal.db-wal", "journal.id")) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return to;
  }

  @Test
  void aMutatedJournalInventsNothing() throws IOException {
    mutate(200);
  }

  @Test
  @Tag("slow")
  void twoThousandMutatedJournalsInventNothing() throws IOException {
    mutate(2_000);
  }

  private void mutate(int rounds) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (int round = 0; round < rounds; round++) {
      Path mutant = copy(picture, root.resolve("mutant" + round));
      String what = mutated(mutant, random);
      String where = "seed " + seed + ", round " + round + ": " + what;
      fates.merge(fate(mutant, where), 1, Integer::sum);
      discard(mutant);
    }
    System.out.println("Mutated journals, seed " + seed + ": " + fates);
    assertThat(fates.keySet()).as("seed " + seed).contains(Fate.REFUSED);
  }

  private static void discard(Path mutant) throws IOException {
    try (var files = Files.list(mutant)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(mutant);
  }

  private static String mutated(Path mutant, Random random) throws IOException {
    Path file = mutant.resolve(random.nextInt(3) == 0 ? "journal.db" : "journal.db-wal");
    switch (random.nextInt(6)) {
      case 0 -> {
        Files.delete(mutant.resolve("journal.db-wal"));
        return "without its log";
      }
      case 1 -> {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
          long length = random.nextLong(content.length());
          content.setLength(length);
          return file.getFileName() + " cut to " + length;
        }
      }
      case 2 -> {
        byte[] noise = new byte[512];
        random.nextBytes(noise);
        return written(file, random, noise);
      }
      case 3 -> {
        return written(file, random, new byte[] {(byte) random.nextInt(256)});
      }
      default -> {
        return flipped(file, random);
      }
    }
  }

  private static String written(Path file, Random random, byte[] bytes) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long at = random.nextLong(content.length() / bytes.length) * bytes.length;
      content.seek(at);
      content.write(bytes);
      return file.getFileName() + ", " + bytes.length + " bytes of noise at " + at;
    }
  }

  private static String flipped(Path file, Random random) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long at = random.nextLong(content.length());
      int bit = random.nextInt(8);
      content.seek(at);
      int value = content.read();
      content.seek(at);
      content.write(value ^ 1 << bit);
      return file.getFileName() + ", bit " + bit + " of byte " + at;
    }
  }

  private Fate fate(Path mutant, String where) {
    try (Journal journal = open(mutant)) {
      if (!journal.check().isEmpty()) {
        return Fate.FOUND_FAULTY;
      }
      return comparedWithTruth(journal, where);
    } catch (JournalException e) {
      // IO: a flipped header may say that the file must not be written.
      assertThat(e.kind()).as(where + e).isIn(Kind.DAMAGED, Kind.NEWER, Kind.IO);
      return Fate.REFUSED;
    }
  }

  private Fate comparedWithTruth(Journal journal, String where) {
    Fate fate = Fate.AS_IT_WAS;
    for (Map.Entry<String, Set<FileState>> known : wasEver.entrySet()) {
      Optional<JournalFile> file = journal.file(key(known.getKey()));
      JournalFile truth = Objects.requireNonNull(last.get(known.getKey()));
      if (file.isEmpty() || file.get().state() != truth.state()) {
        file.ifPresent(f -> assertThat(known.getValue()).as(where).contains(f.state()));
        fate = Fate.AN_EARLIER_MOMENT;
      } else if (!file.get().equals(truth)) {
        assertThat(file.get().identity().digests() == null)
            .as(where)
            .isEqualTo(truth.identity().digests() == null);
        return Fate.OTHER_VALUE;
      }
    }
    return fate;
  }
}
