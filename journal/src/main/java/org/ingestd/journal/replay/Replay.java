// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the journal knows it.
 *
 * @param origin who asked for it
 * @param changed when it came into its state
 */
public record Replay(
    long id,
    ReplayRequest request,
    Origin origin,
    ReplayState state,
    Instant changed,
    Progress progress) {

  /**
   * Who asked for it.
   *
   * @param who a user's name, or the inbox's
   * @param file which file in the inbox, by name and inode, so that it is not taken twice; null: no
   *     file
   * @param answered whether the result file was written; true where none is wanted
   * @param at when
   */
  public record Origin(String who, @Nullable String file, boolean answered, Instant at) {}

  /**
   * How far it is.
   *
   * @param cursor every file up to here, in the order of the walk, has been looked at; null: none
   * @param total how many files it is about; negative while they are not counted yet
   * @param counts how many files ended how
   * @param worked how long it took so far, without pauses
   */
  public record Progress(
      @Nullable RawPath cursor, long total, Map<ReplayOutcome, Long> counts, Duration worked) {

    public static final Progress NONE = new Progress(null, -1, Map.of(), Duration.ZERO);

    public Progress {
      counts = Map.copyOf(counts);
    }

    /** How many files have been looked at. */
    public long looked() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One batch further. */
    public Progress with(RawPath now, Map<ReplayOutcome, Long> more, Duration took) {
      Map<ReplayOutcome, Long> sums = new EnumMap<>(ReplayOutcome.class);
      sums.putAll(counts);
      more.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
      return new Progress(now, total, sums, worked.plus(took));
    }
  }

  /**
   * The replay among these that answers a request already: from the same file of the inbox, or, if
   * none asks, an open one for the same.
   */
  public static Optional<Replay> alike(
      Collection<Replay> replays, ReplayRequest wanted, Optional<String> file) {
    return replays.stream()
        .filter(
            replay ->
                file.isPresent()
                    ? file.get().equals(replay.origin().file())
                    : replay.state().isOpen() && replay.request().equals(wanted))
        .findFirst();
  }

  public Replay answered() {
    return new Replay(
        id,
        request,
        new Origin(origin.who(), origin.file(), true, origin.at()),
        state,
        changed,
        progress);
  }

  public Replay with(ReplayState next, Instant now) {
    return new Replay(id, request, origin, next, now, progress);
  }

  public Replay with(Progress next) {
    return new Replay(id, request, origin, state, changed, next);
  }

  /** How long the rest takes at the speed so far; empty while nothing can be said. */
  public Optional<Duration> left() {
    long looked = progress.looked();
    if (state == ReplayState.DONE) {
      return Optional.of(Duration.ZERO);
    }
    if (!state.isOpen() || looked == 0 || progress.total() < 0) {
      return Optional.empty();
    }
    double each = (double) progress.worked().toMillis() / looked;
    long rest = Math.max(0, progress.total() - looked);
    return Optional.of(Duration.ofMillis(Math.round(each * rest)));
  }
}
