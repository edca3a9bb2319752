// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;

/** The files of a {@link MemoryJournal} with their histories. Not thread-safe. */
final class MemoryFiles {

  private final TreeMap<Long, Remembered> byId = new TreeMap<>();
  private final Map<FileKey, Long> ids = new HashMap<>();
  private final Map<Long, List<HistoryLine>> histories = new HashMap<>();

  long nextId() {
    return byId.size() + 1L;
  }

  void keep(FileChange change) {
    JournalFile file = change.after().file();
    byId.put(file.id(), change.after());
    ids.put(file.key(), file.id());
    if (change.line() != null) {
      histories.computeIfAbsent(file.id(), id -> new ArrayList<>()).add(change.line());
    }
  }

  Optional<Remembered> remembered(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Remembered> remembered(FileKey key) {
    return Optional.ofNullable(ids.get(key)).map(byId::get);
  }

  Stream<JournalFile> all() {
    return List.copyOf(byId.values()).stream().map(Remembered::file);
  }

  List<JournalFile> registered(Collection<Long> inodes) {
    return byId.values().stream()
        .filter(Remembered::registered)
        .map(Remembered::file)
        .filter(file -> inodes.contains(file.stamp().inode()))
        .toList();
  }

  List<HistoryLine> history(long id) {
    return List.copyOf(histories.getOrDefault(id, List.of()));
  }

  List<JournalFile> page(FileQuery query) {
    return all()
        .filter(file -> file.id() > query.after())
        .filter(file -> query.source().map(file.key().source()::equals).orElse(true))
        .filter(file -> query.states().isEmpty() || query.states().contains(file.state()))
        .filter(file -> query.since().map(since -> isSince(file, since)).orElse(true))
        .filter(file -> query.text().map(text -> holds(file, text)).orElse(true))
        .limit(query.limit())
        .toList();
  }

  Optional<BusyMinute> busiestMinute(FileState to) {
    TreeMap<Instant, Long> minutes = new TreeMap<>();
    histories.values().stream()
        .flatMap(List::stream)
        .filter(line -> line.to() == to)
        .forEach(line -> minutes.merge(line.at().truncatedTo(ChronoUnit.MINUTES), 1L, Long::sum));
    return minutes.entrySet().stream()
        .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
        .map(most -> new BusyMinute(most.getKey(), most.getValue()));
  }

  private static boolean isSince(JournalFile file, Instant since) {
    return !file.standing().since().isBefore(FileChanges.kept(since));
  }

  private static boolean holds(JournalFile file, String text) {
    List<Byte> path = boxed(file.key().path().bytes());
    return Collections.indexOfSubList(path, boxed(text.getBytes(UTF_8))) >= 0;
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> list = new ArrayList<>(bytes.length);
    for (byte one : bytes) {
      list.add(one);
    }
    return list;
  }

  Census census() {
    Map<String, Map<FileState, Tally>> tallies = new HashMap<>();
    Map<ProblemCode, Long> problems = new EnumMap<>(ProblemCode.class);
    all()
        .forEach(
            file -> {
              tallies
                  .computeIfAbsent(file.key().source(), source -> new EnumMap<>(FileState.class))
                  .merge(
                      file.state(),
                      new Tally(1, file.size(), file.standing().since()),
                      MemoryFiles::sum);
              ProblemCode problem = file.retry().problem();
              if (problem != null) {
                problems.merge(problem, 1L, Long::sum);
              }
            });
    return new Census(tallies, problems);
  }

  private static Tally sum(Tally one, Tally other) {
    Instant oldest = one.oldest();
    Instant otherOldest = other.oldest();
    boolean keepsOldest = otherOldest == null || (oldest != null && oldest.isBefore(otherOldest));
    return new Tally(
        one.count() + other.count(),
        one.bytes() + other.bytes(),
        keepsOldest ? oldest : otherOldest);
  }
}
