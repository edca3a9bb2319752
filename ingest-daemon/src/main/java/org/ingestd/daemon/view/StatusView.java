// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.routes.replay.ReplayView;
import org.jspecify.annotations.Nullable;

/**
 * The whole in one object, as {@code status --json} and {@code /api/status} show it.
 *
 * @param rucio null if nothing is known of it
 * @param verdict the sentence that stands first on the page
 */
public record StatusView(
    @JsonUnwrapped About about,
    @JsonUnwrapped Tallies tallies,
    List<SourceView> sources,
    @Nullable RucioView rucio,
    @JsonUnwrapped Problems trouble,
    String verdict) {

  /**
   * @param running whether a daemon holds the journal now
   * @param started when that one was; null if none runs
   * @param degraded what the whole of it waits for, e.g. that Rucio does not answer, as the daemon
   *     says; empty if for nothing
   */
  public record About(
      String instance,
      String version,
      boolean running,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant started,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) {

    public About {
      degraded = List.copyOf(degraded);
    }

    /** Nothing is in the way of all. */
    public About(String instance, String version, boolean running) {
      this(instance, version, running, null, List.of());
    }
  }

  /**
   * How many files stand where; every state is named.
   *
   * @param unsafe what would be lost if this disk died now: all but SAFE, RELEASED and VANISHED
   * @param metadata registered files whose metadata Rucio does not have yet; null if there are none
   * @param replays those that have not ended; null if there are none
   * @param night the newest one; null if a source has no nights, or no file was read yet
   */
  public record Tallies(
      Map<FileState, TallyView> files,
      TallyView unsafe,
      @Nullable LastNight night,
      @Nullable MetadataTally metadata,
      @Nullable List<ReplayView> replays) {

    static Tallies of(Census census, @Nullable LastNight night) {
      Map<FileState, TallyView> files = new EnumMap<>(FileState.class);
      TallyView unsafe = TallyView.NONE;
      for (FileState state : FileState.values()) {
        TallyView tally = TallyView.of(census, state);
        files.put(state, tally);
        if (isUnsafe(state)) {
          unsafe = unsafe.plus(tally);
        }
      }
      boolean none = census.metadata().waiting() == 0;
      List<ReplayView> replays = census.replays().stream().map(ReplayView::of).toList();
      return new Tallies(
          files,
          unsafe,
          night,
          none ? null : census.metadata(),
          replays.isEmpty() ? null : replays);
    }

    private static boolean isUnsafe(FileState state) {
      return switch (state) {
        case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED, QUARANTINED -> true;
        case SAFE, RELEASED, VANISHED -> false;
      };
    }
  }

  /** How many files have which problem, and how loud each is. */
  public record Problems(Map<ProblemCode, Long> problems, Map<ProblemCode, String> severity) {

    static Problems of(Census census) {
      Map<ProblemCode, Long> problems = new EnumMap<>(ProblemCode.class);
      Map<ProblemCode, String> severity = new EnumMap<>(ProblemCode.class);
      census.problems().entrySet().stream()
          .filter(entry -> entry.getValue() > 0)
          .forEach(
              entry -> {
                problems.put(entry.getKey(), entry.getValue());
                severity.put(entry.getKey(), FileView.lower(entry.getKey().severity()));
              });
      return new Problems(problems, severity);
    }
  }

  /**
   * @param paused who paused it and why; null if nobody did
   */
  public record SourceView(
      String name,
      String path,
      @JsonUnwrapped Standing standing,
      @JsonUnwrapped Scans scans,
      @Nullable String paused,
      @JsonUnwrapped Inflow inflow) {

    public @Nullable Instant lastScan() {
      return scans.lastScan;
    }
  }

  /**
   * How files are found; all of it null if no daemon runs.
   *
   * @param ignored entries that are no files of the source, by kind
   * @param watch the constant of {@code FoundBy}, in lower case
   * @param rescan seconds between two scans
   */
  public record Scans(
      @Nullable Instant lastScan,
      @Nullable Map<String, Long> ignored,
      @Nullable String watch,
      @Nullable Long rescan) {

    public static final Scans NOT_KNOWN = new Scans(null, null, null, null);
  }

  /**
   * @param online null if no daemon runs that could say it
   * @param why empty while online
   * @param problem null while online
   */
  public record Standing(
      @Nullable Boolean online, @Nullable String why, @Nullable ProblemCode problem) {

    public static final Standing NOT_KNOWN = new Standing(null, null, null);

    boolean isOffline() {
      return Boolean.FALSE.equals(online);
    }

    /** On one line, for people. */
    public String text() {
      return online == null ? "-" : online ? "online" : "offline: " + why;
    }
  }

  /**
   * @param version null until it answered once
   * @param circuit {@code closed}, {@code open} or {@code half_open}; null if no daemon runs
   * @param signIn {@code ok}, {@code refused} or {@code away}, as the last try went; null if no
   *     daemon runs, empty before the first try
   * @param signInProblem why it failed; empty if it did not
   * @param clockOffset our clock minus the server's, in whole seconds; null while nobody could
   *     compare them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RucioView(
      String url,
      @Nullable String version,
      @Nullable String circuit,
      @Nullable String signIn,
      @Nullable String signInProblem,
      @Nullable Long clockOffset) {

    /** While nobody can tell more. */
    public static RucioView at(String url) {
      return new RucioView(url, null, null, null, null, null);
    }
  }

  /**
   * @param night counted before the census was taken
   * @param now for ages in the verdict
   */
  public static StatusView of(
      About about,
      Census census,
      Optional<LastNight> night,
      List<SourceView> sources,
      @Nullable RucioView rucio,
      Instant now) {
    Tallies tallies = Tallies.of(census, night.orElse(null));
    Problems problems = Problems.of(census);
    return new StatusView(
        about,
        tallies,
        List.copyOf(sources),
        rucio,
        problems,
        new VerdictSentence(about, tallies, problems, sources).at(now));
  }
}
