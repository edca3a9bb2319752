// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.Rescheduling;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.replay.Replay;
import org.ingestd.rse.Did;

/** The files of a {@link MemoryJournal} with their histories. Not thread-safe. */
final class MemoryFiles {

  private final TreeMap<Long, Remembered> byId = new TreeMap<>();
  private final Map<FileKey, Long> ids = new HashMap<>();
  private final Map<Long, List<HistoryLine>> histories = new HashMap<>();
  private final Map<Long, JournalMetadata> metadata = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  private record Arrival(String source, Instant minute, long bytes) {}

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
    Arrivals.minuteOf(change.from(), file)
        .map(minute -> new Arrival(file.key().source(), minute, file.size()))
        .ifPresent(arrivals::add);
    if (change.concernsMetadata()) {
      change
          .metadata(metadata(file.id()))
          .ifPresentOrElse(now -> metadata.put(file.id(), now), () -> metadata.remove(file.id()));
    }
  }

  Map<String, Arrivals> arrivals(Instant now) {
    Map<String, Arrivals> all = new HashMap<>();
    all().forEach(file -> all.put(file.key().source(), arrivals(file, now)));
    return all;
  }

  private Arrivals arrivals(JournalFile newest, Instant now) {
    Sample.Amount hour =
        arrivals.stream()
            .filter(one -> one.source().equals(newest.key().source()))
            .filter(one -> !one.minute().isBefore(Arrivals.since(now)))
            .map(one -> new Sample.Amount(1, one.bytes()))
            .reduce(Sample.Amount.NONE, Sample.Amount::plus);
    return new Arrivals(newest, history(newest.id()).get(0).at(), hour);
  }

  Optional<JournalMetadata> metadata(long id) {
    return Optional.ofNullable(metadata.get(id));
  }

  /** Unless the file has other metadata by now. */
  void keep(long id, JournalMetadata now) {
    metadata.computeIfPresent(id, (key, old) -> old.content().equals(now.content()) ? now : old);
  }

  /** Those due, longest due first. */
  List<MetadataToWrite> metadataToWrite(Instant now, int limit) {
    return metadata.entrySet().stream()
        .filter(entry -> entry.getValue().retry().due() != null)
        .filter(entry -> !dueOf(entry.getValue()).isAfter(now))
        .sorted(
            comparing((Map.Entry<Long, JournalMetadata> entry) -> dueOf(entry.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(entry -> new MetadataToWrite(entry.getKey(), did(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static Instant dueOf(JournalMetadata metadata) {
    return Objects.requireNonNull(metadata.retry().due());
  }

  private Did did(long id) {
    Remembered file = Objects.requireNonNull(byId.get(id));
    return Objects.requireNonNull(file.file().identity().did());
  }

  private MetadataTally metadataTally() {
    List<JournalMetadata> waiting =
        metadata.values().stream().filter(one -> one.retry().due() != null).toList();
    long failing = waiting.stream().filter(one -> one.retry().problem() != null).count();
    return new MetadataTally(waiting.size(), failing);
  }

  void reschedule(Rescheduling how) {
    byId.replaceAll((id, known) -> rescheduled(known, how));
    metadata.replaceAll(
        (id, known) ->
            known.retry().due() == null
                ? known
                : new JournalMetadata(
                    known.content(),
                    known.written(),
                    due(known.retry(), how.rarelyDue(dueOf(known)))));
  }

  private static Remembered rescheduled(Remembered known, Rescheduling how) {
    JournalFile file = known.file();
    Instant due = file.retry().due();
    if (due == null) {
      return known;
    }
    Instant then = file.state() == FileState.SAFE ? how.rarelyDue(due) : how.due(due);
    return new Remembered(file.with(due(file.retry(), then)), known.registered(), known.lines());
  }

  private static Retry due(Retry retry, Instant due) {
    return new Retry(retry.attempts(), FileChanges.kept(due), retry.problem(), retry.detail());
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

  Map<Did, List<JournalFile>> namesakes(Collection<Did> dids) {
    Set<Did> wanted = new HashSet<>(dids);
    Map<Did, List<JournalFile>> found = new HashMap<>();
    all()
        .filter(file -> file.state() != FileState.VANISHED)
        .forEach(
            file -> {
              Did did = file.identity().did();
              if (did != null && wanted.contains(did)) {
                found.computeIfAbsent(did, key -> new ArrayList<>()).add(file);
              }
            });
    return found;
  }

  Set<Long> contested(Collection<JournalFile> asked) {
    Set<Long> contested = new HashSet<>();
    for (JournalFile file : asked) {
      Did did = file.identity().did();
      boolean another =
          did != null
              && namesakes(List.of(did)).getOrDefault(did, List.of()).stream()
                  .anyMatch(other -> other.id() != file.id());
      if (another) {
        contested.add(file.id());
      }
    }
    return contested;
  }

  Map<Long, List<JournalFile>> sameContent(Collection<JournalFile> asked) {
    Map<Long, List<JournalFile>> same = new HashMap<>();
    for (JournalFile file : asked) {
      List<JournalFile> others = sameContent(file);
      if (!others.isEmpty()) {
        same.put(file.id(), others);
      }
    }
    return same;
  }

  private List<JournalFile> sameContent(JournalFile file) {
    Digests digests = file.identity().digests();
    return digests == null || !digests.areTelling()
        ? List.of()
        : all()
            .filter(other -> other.id() != file.id() && other.size() == file.size())
            .filter(other -> digests.equals(other.identity().digests()))
            .filter(other -> other.state() != FileState.VANISHED)
            .limit(2)
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

  static boolean holds(JournalFile file, String text) {
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

  Census census(List<Replay> replays) {
    Map<String, Map<FileState, Tally>> tallies = new HashMap<>();
    Map<String, Map<ProblemCode, Long>> troubles = new HashMap<>();
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
                troubles
                    .computeIfAbsent(
                        file.key().source(), source -> new EnumMap<>(ProblemCode.class))
                    .merge(problem, 1L, Long::sum);
              }
            });
    return new Census(tallies, troubles, metadataTally(), replays);
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
