// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.sighting;
import static org.ingestd.journal.Samples.stamp;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.journal.outlook.OperatorAct;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.ProblemGroup;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.outlook.SampleSpan;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.journal.outlook.SourceAct;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;

/** What people see beside single files. */
abstract class OutlookContract extends RuleOutlookContract {

  OutlookContract(Kind kind) {
    super(kind);
  }

  private static FileFilter filter(FileState state) {
    return new FileFilter(Optional.empty(), Set.of(state), Optional.empty(), Optional.empty());
  }

  private static FileFilter filter(ProblemCode problem) {
    return new FileFilter(Optional.empty(), Set.of(), Optional.of(problem), Optional.empty());
  }

  private static FileFilter filter(String text) {
    return new FileFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.of(text));
  }

  /** The ids of all slices, and how many there were. */
  private List<Long> leafed(FileFilter filter, SliceStart start, int limit) {
    List<Long> ids = new ArrayList<>();
    SliceStart next = start;
    while (true) {
      FileSlice slice = journal.outlook().slice(filter, next, limit);
      slice.files().forEach(file -> ids.add(file.id()));
      if (slice.after() == null) {
        return ids;
      }
      next = new SliceStart(start.newestFirst(), slice.after());
    }
  }

  @Test
  void slicesFollowEachOtherBothWays() {
    for (int i = 0; i < 5; i++) {
      file("run" + i + "/ö.fits", SETTLED);
    }
    file("held", QUARANTINED);
    journal.sight(List.of(sighting(new FileKey("other", RawPath.of("d")), stamp(70))));

    assertThat(leafed(FileFilter.ALL, SliceStart.OLDEST, 2))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(leafed(FileFilter.ALL, SliceStart.NEWEST, 3))
        .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(leafed(filter(SETTLED), SliceStart.NEWEST, 2)).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(leafed(filter("/ö"), SliceStart.OLDEST, 2)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(leafed(filter("3/ö"), SliceStart.NEWEST, 200)).containsExactly(4L);
    assertThat(leafed(filter("nowhere"), SliceStart.NEWEST, 2)).isEmpty();
    assertThat(leafed(filter(ProblemCode.EMPTY), SliceStart.OLDEST, 1)).containsExactly(6L);
    assertThat(leafed(filter(ProblemCode.QUOTA), SliceStart.OLDEST, 1)).isEmpty();
    FileFilter other =
        new FileFilter(Optional.of("other"), Set.of(SIGHTED), Optional.empty(), Optional.of("d"));
    assertThat(leafed(other, SliceStart.NEWEST, 9)).containsExactly(7L);
  }

  @Test
  void problemsComeInGroupsTheMostSevereFirst() {
    file("first", QUARANTINED);
    Instant since = now();
    tick(Duration.ofSeconds(5));
    file("second", QUARANTINED);
    JournalFile waits = file("third", SETTLED);
    record(new Entry.Await(waits.id(), SETTLED, null, now()));
    record(
        new Entry.Remark(
            waits.id(), SETTLED, "looked", new Next(now(), ProblemCode.SOURCE_OFFLINE, "gone")));

    List<ProblemGroup> groups = journal.outlook().problems(1);

    assertThat(groups)
        .extracting(ProblemGroup::problem)
        .containsExactly(ProblemCode.SOURCE_OFFLINE, ProblemCode.EMPTY);
    ProblemGroup empty = groups.get(1);
    assertThat(empty.count()).isEqualTo(2);
    assertThat(empty.since()).isEqualTo(since);
    assertThat(empty.examples()).containsExactly(at("first"));
    assertThat(journal.outlook().problems(9).get(1).examples())
        .containsExactly(at("first"), at("second"));
  }

  @Test
  void theNewestNightIsTheLastThatCanHaveBegun() {
    Instant now = Instant.parse("2026-03-01T20:00:00Z");
    assertThat(journal.outlook().newestNight(now)).isEmpty();

    placed(file("a", SETTLED), "20260228");
    placed(file("b", SETTLED), "20260301");
    placed(file("c", SETTLED), "20260301");
    placed(file("misnamed", SETTLED), "20991231");
    file("not read", SETTLED);

    assertThat(journal.outlook().newestNight(now)).contains(new NightTotal("20260301", 2));
    assertThat(journal.outlook().newestNight(now.minus(Duration.ofDays(2))))
        .contains(new NightTotal("20260228", 1));
  }

  @Test
  void whatOperatorsDidIsFoundTheLatestFirst() {
    JournalFile one = file("a", SETTLED);
    JournalFile other = file("b", SETTLED);
    hold(one, "alice", "run is bad: again");
    tick(Duration.ofSeconds(1));
    hold(other, "bob: the builder", "\u202e<b>");

    List<OperatorAct> acts = journal.outlook().acts(Long.MAX_VALUE, 9);

    assertThat(acts)
        .extracting(OperatorAct::words)
        .containsExactly(
            new OperatorWords("held", "bob", "the builder: \u202e<b>"),
            new OperatorWords("held", "alice", "run is bad: again"));
    assertThat(acts.get(1).file()).isEqualTo(at("a"));
    assertThat(acts.get(1).at()).isEqualTo(journal.history(one.id()).get(2).at());
    assertThat(acts.get(1).to()).isEqualTo(SETTLED);
    assertThat(journal.outlook().acts(acts.get(0).number(), 9)).containsExactly(acts.get(1));
    assertThat(journal.outlook().acts(Long.MAX_VALUE, 1)).containsExactly(acts.get(0));
  }

  private void hold(JournalFile file, String who, String why) {
    String reason = new OperatorWords("held", who, why).reason();
    record(new Entry.Remark(file.id(), SETTLED, reason, Next.due(now())));
  }

  @Test
  void whatOperatorsDidToSourcesIsKeptAlsoOfThoseWithoutAFile() {
    journal.keepAct("camera", new OperatorWords("paused", "alice", "disk: checked"));
    Instant paused = now();
    tick(Duration.ofSeconds(1));
    journal.keepAct("camera", new OperatorWords("resumed", "bob: the builder", "\u202e<b>"));

    List<SourceAct> acts = journal.outlook().sourceActs(Long.MAX_VALUE, 9);

    assertThat(acts)
        .extracting(SourceAct::words)
        .containsExactly(
            new OperatorWords("resumed", "bob: the builder", "\u202e<b>"),
            new OperatorWords("paused", "alice", "disk: checked"));
    assertThat(acts.get(1).at()).isEqualTo(paused);
    assertThat(acts.get(1).source()).isEqualTo("camera");
    assertThat(journal.outlook().sourceActs(acts.get(0).number(), 9)).containsExactly(acts.get(1));
    assertThat(journal.outlook().sourceActs(Long.MAX_VALUE, 1)).containsExactly(acts.get(0));
    assertThat(journal.outlook().acts(Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  void samplesAreKeptTheOlderTheFewerAndNotForEver() {
    journal.keepSample(now());
    assertThat(journal.outlook().samples(SampleSpan.HOUR)).as("nothing is there yet").isEmpty();
    file("a", SETTLED);
    for (int minute = 0; minute < 150; minute++) {
      journal.keepSample(now());
      tick(Duration.ofSeconds(30));
      journal.keepSample(now());
      tick(Duration.ofSeconds(30));
    }

    List<Sample> hour = journal.outlook().samples(SampleSpan.HOUR);
    assertThat(hour).hasSize(61);
    assertThat(hour.get(60).amounts()).isEqualTo(Map.of(SETTLED, new Sample.Amount(1, 10)));
    assertThat(Duration.between(hour.get(0).at(), hour.get(60).at()))
        .isEqualTo(Duration.ofHours(1));
    assertThat(journal.outlook().samples(SampleSpan.DAY)).hasSize(30);
    assertThat(journal.outlook().samples(SampleSpan.WEEK)).hasSize(5);
  }

  @Test
  void whatCameCountsOnceItIsCompleteInTheMinuteInWhichItWasWritten() {
    Instant written = Samples.START;
    file("a", SETTLED);
    tick(Duration.ofSeconds(1));
    file("b", SETTLED, DIGESTED);
    journal.sight(List.of(sighting(key("old"), stamp(70, written.minus(Duration.ofHours(2))))));
    move("old", SETTLED);
    journal.sight(List.of(sighting(new FileKey("other", RawPath.of("grows")), stamp(99))));
    Instant seen = now();
    journal.keepSample(written.plus(Duration.ofMinutes(60)));

    Instant hourLater = written.plus(Duration.ofMinutes(60));
    assertThat(journal.outlook().arrivals(hourLater).keySet())
        .containsExactlyInAnyOrder(Samples.SOURCE, "other");
    assertThat(arrivals(Samples.SOURCE, hourLater))
        .isEqualTo(new Arrivals(at("old"), seen, new Sample.Amount(2, 20)));
    assertThat(arrivals("other", hourLater).newest().key().path()).isEqualTo(RawPath.of("grows"));
    assertThat(arrivals("other", hourLater).hour())
        .as("not complete yet")
        .isEqualTo(Sample.Amount.NONE);
    assertThat(arrivals(Samples.SOURCE, hourLater.plusSeconds(1)).hour())
        .as("a minute that began more than an hour ago")
        .isEqualTo(Sample.Amount.NONE);
  }

  private Arrivals arrivals(String source, Instant now) {
    return Objects.requireNonNull(journal.outlook().arrivals(now).get(source));
  }

  @Test
  void whatSeemsToBeWrittenTomorrowCameNow() {
    Instant now = now();
    journal.sight(List.of(sighting(key("a"), stamp(10, now.plus(Duration.ofDays(1))))));
    move("a", SETTLED);

    assertThat(arrivals(Samples.SOURCE, now).hour()).isEqualTo(new Sample.Amount(1, 10));
  }
}
