// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;

/**
 * Which files one endpoint takes next. The live lane goes first; while live files wait, the backlog
 * has its share of each claim, saved up over claims so that claims of one file keep it too. A file
 * is given out once until it is put back. Thread-safe.
 */
final class Claims {

  private final ClaimDesk desk;
  private final FileState state;
  private final SizeClass size;
  private final Set<Long> inFlight = new HashSet<>();
  private double backlogCredit;

  Claims(ClaimDesk desk, FileState state, SizeClass size) {
    this.desk = desk;
    this.state = state;
    this.size = size;
  }

  /**
   * Live files alone, for a loop that is kept for them: so none waits for the end of a batch of
   * backlog. While they fill it, the backlog is owed its share of them too.
   *
   * @param maxBytes 0: no limit; one file is given out whatever its size
   */
  synchronized List<JournalFile> takeLive(int limit, long maxBytes) {
    Instant now = desk.times().now();
    List<JournalFile> live = upTo(bytes(maxBytes), claim(Lane.LIVE, now, limit), 1);
    if (live.size() == limit) {
      backlogCredit = Math.min(limit, backlogCredit + limit * desk.backlogShare());
    }
    return given(live, now);
  }

  /** Whether a file of the backlog waits. */
  synchronized boolean hasBacklog() {
    return !claim(Lane.BACKLOG, desk.times().now(), 1).isEmpty();
  }

  /**
   * Nothing unless live files fill a claim, and then as {@link #take}: for a loop whose turn with
   * the backlog has not come.
   *
   * @param maxBytes 0: no limit; one file is given out whatever its size
   */
  synchronized List<JournalFile> takeIfMuchLive(int limit, long maxBytes) {
    Instant now = desk.times().now();
    List<JournalFile> live = claim(Lane.LIVE, now, limit);
    return live.size() < limit ? List.of() : given(liveAndShare(live, now, limit, maxBytes), now);
  }

  /**
   * What others leave: while there is backlog to do, a few live files are left to the loop that is
   * kept for them.
   *
   * @param maxBytes 0: no limit; one file is given out whatever its size
   */
  synchronized List<JournalFile> takeRest(int limit, long maxBytes) {
    Instant now = desk.times().now();
    List<JournalFile> live = claim(Lane.LIVE, now, limit);
    if (live.size() == limit) {
      return given(liveAndShare(live, now, limit, maxBytes), now);
    }
    List<JournalFile> backlog = claim(Lane.BACKLOG, now, limit);
    return given(upTo(bytes(maxBytes), backlog.isEmpty() ? live : backlog, 1), now);
  }

  /**
   * @param maxBytes 0: no limit; one file is given out whatever its size
   */
  synchronized List<JournalFile> take(int limit, long maxBytes) {
    long bytes = bytes(maxBytes);
    Instant now = desk.times().now();
    List<JournalFile> live = claim(Lane.LIVE, now, limit);
    List<JournalFile> first = upTo(bytes, live, 1);
    if (live.size() == limit || first.size() < live.size()) {
      return given(liveAndShare(live, now, limit, maxBytes), now);
    }
    List<JournalFile> given = new ArrayList<>(first);
    int room = limit - first.size();
    List<JournalFile> rest = room == 0 ? List.of() : claim(Lane.BACKLOG, now, room);
    given.addAll(upTo(bytes - bytes(first), rest, first.isEmpty() ? 1 : 0));
    return given(given, now);
  }

  /** Of live files that wait, as many as the backlog's share leaves room for. */
  private List<JournalFile> liveAndShare(
      List<JournalFile> live, Instant now, int limit, long maxBytes) {
    List<JournalFile> share = backlogShare(now, limit, bytes(maxBytes));
    int room = Math.min(limit - share.size(), live.size());
    long left = bytes(maxBytes) - bytes(share);
    List<JournalFile> given = new ArrayList<>(share);
    given.addAll(upTo(left, live.subList(0, room), share.isEmpty() ? 1 : 0));
    return given;
  }

  /** 0 stands for no limit. */
  private static long bytes(long maxBytes) {
    return maxBytes == 0 ? Long.MAX_VALUE : maxBytes;
  }

  private List<JournalFile> given(List<JournalFile> files, Instant now) {
    List<JournalFile> ours = withoutStrangers(files, now);
    ours.forEach(file -> inFlight.add(file.id()));
    return ours;
  }

  private List<JournalFile> backlogShare(Instant now, int limit, long bytes) {
    backlogCredit = Math.min(limit, backlogCredit + limit * desk.backlogShare());
    int room = (int) backlogCredit;
    List<JournalFile> backlog = room == 0 ? List.of() : claim(Lane.BACKLOG, now, room);
    List<JournalFile> share = upTo((long) (bytes * desk.backlogShare()), backlog, 1);
    backlogCredit -= backlog.isEmpty() ? (int) backlogCredit : share.size();
    return share;
  }

  private List<JournalFile> claim(Lane lane, Instant now, int limit) {
    // No copy: it is read before the call returns, and nobody else changes it until then.
    Set<Long> excluded = Collections.unmodifiableSet(inFlight);
    return desk.journal().claim(new Claim(state, lane, size, now, limit), excluded);
  }

  private List<JournalFile> withoutStrangers(List<JournalFile> files, Instant now) {
    List<Entry> resting = new ArrayList<>();
    List<JournalFile> ours = new ArrayList<>(files.size());
    for (JournalFile file : files) {
      if (desk.sources().has(file)) {
        ours.add(file);
      } else {
        resting.add(resting(file, now.plus(ClaimDesk.REST)));
      }
    }
    if (!resting.isEmpty()) {
      desk.journal().record(resting);
    }
    return ours;
  }

  /** What waits for a person keeps its problem. */
  private static Entry resting(JournalFile file, Instant due) {
    ProblemCode problem = file.retry().problem();
    return file.state() == FileState.QUARANTINED && problem != null
        ? new Entry.Postpone(
            file.id(), file.state(), problem, String.valueOf(file.retry().detail()), due)
        : new Entry.Await(file.id(), file.state(), null, due);
  }

  private static List<JournalFile> upTo(long maxBytes, List<JournalFile> files, int atLeast) {
    long bytes = 0;
    int count = 0;
    while (count < files.size()) {
      bytes += files.get(count).size();
      if (bytes > maxBytes && count >= atLeast) {
        break;
      }
      count++;
    }
    return files.subList(0, count);
  }

  private static long bytes(List<JournalFile> files) {
    return files.stream().mapToLong(JournalFile::size).sum();
  }

  synchronized void putBack(List<JournalFile> files) {
    files.forEach(file -> inFlight.remove(file.id()));
  }

  synchronized int inFlight() {
    return inFlight.size();
  }
}
