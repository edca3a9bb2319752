// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import static org.ingestd.journal.Samples.LARGE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.ManualClock;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.Told;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Await;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Postpone;
import org.ingestd.journal.life.Entry.Renew;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** Draws work for a journal: mostly sensible, now and then late, foolish or odd. */
final class RandomWork {

  private static final List<String> NAMES =
      List.of("a", "b.fits", "R0/20260301/LST-1.Run1.fits", "R0/20260301/ü.fits", "R0/x", "ä/b");

  private static final List<FileMetadata> METADATA =
      List.of(
          FileMetadata.NONE,
          new FileMetadata("{\"run\":\"00017\"}"),
          new FileMetadata("{\"fits_OBJECT\":\"Müller\"}"));

  private final Random random;
  private final ManualClock clock = new ManualClock();
  private final MemoryJournal model = new MemoryJournal(LARGE, clock, new Told());

  private RandomWork(long seed) {
    this.random = new Random(seed);
  }

  /** The same for the same seed. Later operations are drawn for what the earlier ones led to. */
  static List<Operation> drawn(long seed, int length) {
    RandomWork work = new RandomWork(seed);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      work.clock.tick(Duration.ofMillis(work.random.nextInt(5_000)));
      Instant now = work.clock.instant();
      Operation operation = new Operation(now, work.call(now));
      operation.on(work.model);
      operations.add(operation);
    }
    return operations;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Call call(Instant now) {
    if (oneIn(25)) {
      return new Call.OpenAgain();
    }
    return switch (random.nextInt(18)) {
      case 15 -> metadata(now);
      case 16 -> dataset();
      case 0, 1, 2 -> sight(now);
      case 3 -> new Call.AskKnown("one", List.of(key().path(), key().path(), key().path()));
      case 4 -> oneIn(2) ? namesakes() : new Call.AskRegistered(List.of(7L + random.nextInt(3)));
      case 5 -> replicas();
      case 6 -> askForAReplay();
      case 7 -> new Call.TurnReplay(1L + random.nextInt(6), one(List.of(ReplayState.values())));
      case 8, 9 -> replay(now);
      default -> record(now);
    };
  }

  private Call sight(Instant now) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      sightings.add(sighting(now));
    }
    return new Call.Sight(List.copyOf(sightings));
  }

  private Sighting sighting(Instant now) {
    FileKey key = key();
    FileStamp stamp = oneIn(2) ? model.file(key).map(JournalFile::stamp).orElse(stamp()) : stamp();
    return new Sighting(key, stamp, lane(), did(), soon(now), oneIn(5));
  }

  private Call namesakes() {
    return new Call.AskNamesakes(
        List.of(new Did("lst", one(NAMES)), new Did("lst", "R0/" + one(NAMES))));
  }

  private Call replicas() {
    long id = 1L + random.nextInt(15);
    List<JournalReplica> replicas = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      replicas.add(new JournalReplica("RSE" + random.nextInt(3), "AVAILABLE", "catalogue"));
    }
    return new Call.SaveReplicas(id, List.copyOf(replicas));
  }

  private Call askForAReplay() {
    int rate = random.nextInt(3);
    Optional<String> file = oneIn(3) ? Optional.of("inbox/" + rate) : Optional.empty();
    ReplayRequest request = new ReplayRequest(one(List.of("one", "two")), null, null, null, rate);
    return new Call.BeginReplay(request, file);
  }

  private Call replay(Instant now) {
    long id = 1L + random.nextInt(6);
    List<Sighting> files = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Sighting seen = sighting(now);
      if (files.stream().noneMatch(file -> file.key().equals(seen.key()))) {
        files.add(
            new Sighting(
                seen.key(), seen.stamp(), Lane.BACKLOG, seen.did(), seen.due(), seen.marked()));
      }
    }
    Replays.Batch batch = new Replays.Batch(files, RawPath.of("cursor"), Duration.ofMillis(7));
    return new Call.PutBatch(id, batch);
  }

  private Call metadata(Instant now) {
    long id = 1L + random.nextInt(15);
    JournalMetadata known = model.metadata(id).orElse(null);
    if (known == null || oneIn(5)) {
      known = JournalMetadata.found(one(METADATA));
    }
    JournalMetadata next =
        oneIn(2) ? known.written(now) : known.postponed(ProblemCode.QUOTA, "why", soon(now));
    return new Call.SaveMetadata(id, next);
  }

  private Call record(Instant now) {
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      JournalFile file = model.file(1 + random.nextInt(15)).orElse(null);
      Entry entry = file == null ? new Await(99, FileState.SAFE, null, now) : entry(file, now);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Call.Write(List.copyOf(entries));
  }

  private @Nullable Entry entry(JournalFile file, Instant now) {
    FileState state = oneIn(10) ? one(List.of(FileState.values())) : file.state();
    return switch (random.nextInt(9)) {
      case 8 -> LifeCycle.isRenewable(state) ? null : new Entry.Confirm(file.id(), state, stamp());
      case 7 ->
          new Entry.Remark(
              file.id(),
              state,
              "said",
              new Next(soon(now), one(List.of(ProblemCode.values())), "x"));
      case 0 ->
          new Postpone(file.id(), state, one(List.of(ProblemCode.values())), "why\n", soon(now));
      case 1 ->
          state == FileState.QUARANTINED
              ? null
              : new Await(file.id(), state, oneIn(2) ? stamp() : null, soon(now));
      case 2 ->
          LifeCycle.isRenewable(state)
              ? new Renew(
                  file.id(), state, stamp(), "new", soon(now), ProblemCode.CHANGED_WHILE_READ)
              : null;
      default -> move(file, state, now);
    };
  }

  private @Nullable Entry move(JournalFile file, FileState state, Instant now) {
    List<FileState> ways =
        Arrays.stream(FileState.values()).filter(to -> LifeCycle.allows(state, to)).toList();
    if (ways.isEmpty()) {
      return null;
    }
    FileState to = ways.get(Math.min(random.nextInt(ways.size() * 3), ways.size() - 1));
    to = oneIn(2) ? ways.get(0) : to;
    ProblemCode problem = to == FileState.QUARANTINED ? ProblemCode.CONFLICT : null;
    Next next = new Next(oneIn(8) ? null : soon(now), problem, problem == null ? null : "why");
    Facts facts =
        new Facts(
            oneIn(4) ? stamp() : null,
            oneIn(8) ? null : identity(),
            oneIn(2) ? null : one(METADATA),
            to == FileState.DIGESTED && !oneIn(4) ? placement() : null);
    return new Move(file.id(), state, to, "went to " + to + random.nextInt(3), facts, next);
  }

  private Placement placement() {
    Did base = new Did("lst", "Run" + random.nextInt(2));
    Filling filling =
        new Filling(
            1 + random.nextInt(3),
            1 + random.nextInt(6),
            oneIn(2),
            one(List.of(Filling.Late.values())),
            "_late");
    return new Placement(
        base, oneIn(2) ? null : new Did("lst", "night"), "2026030" + random.nextInt(2), filling);
  }

  private Call dataset() {
    Did name = new Did("lst", "Run" + random.nextInt(2) + one(List.of("", "_part002", "_late")));
    return switch (random.nextInt(4)) {
      case 0 -> new Call.CloseDataset(name);
      case 1 -> new Call.ReopenDataset(name);
      case 2 -> new Call.ContainDataset(name, oneIn(2));
      default -> new Call.BeginClosing(name);
    };
  }

  private Identity identity() {
    String hex = String.format("%08x", random.nextInt());
    Map<DigestAlgorithm, String> values = new HashMap<>();
    values.put(DigestAlgorithm.ADLER32, hex);
    if (oneIn(2)) {
      values.put(DigestAlgorithm.MD5, hex.repeat(4));
    }
    return new Identity(
        oneIn(5) ? null : new Digests(values),
        did(),
        oneIn(3) ? null : new Did("lst", "Run" + random.nextInt(3)),
        oneIn(2) ? null : "ONSITE",
        oneIn(3) ? null : "davs://h/data/" + one(NAMES));
  }

  private @Nullable Did did() {
    return oneIn(3) ? null : new Did("lst", (oneIn(2) ? "R0/" : "") + one(NAMES));
  }

  private FileKey key() {
    String source = oneIn(4) ? "two" : "one";
    byte[] bytes = one(NAMES).getBytes(StandardCharsets.UTF_8);
    if (oneIn(5)) {
      bytes[bytes.length - 1] = (byte) 0xff;
    }
    return new FileKey(source, RawPath.of(bytes));
  }

  private FileStamp stamp() {
    long size = oneIn(4) ? LARGE + random.nextInt(3) : random.nextInt(4);
    long written = random.nextInt(8) * 1_000_000_000L + random.nextInt(2);
    return new FileStamp(
        random.nextInt(2), 7 + random.nextInt(2), size, written, written + random.nextInt(2));
  }

  private Lane lane() {
    return oneIn(4) ? Lane.BACKLOG : Lane.LIVE;
  }

  private Instant soon(Instant now) {
    return now.plusMillis(random.nextInt(20_000) - 10_000L);
  }
}
