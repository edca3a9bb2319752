// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.outlook.RuleTally;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** What people see of rules and their copies. */
abstract class RuleOutlookContract extends QuestionContract {

  RuleOutlookContract(Kind kind) {
    super(kind);
  }

  @Test
  void rulesAreCountedBySourceExpressionAndState() {
    JournalFile file = file("a", SETTLED);
    Did dataset = new Did("lst", "R0/Run00001");
    placed(file, dataset);
    journal.saveRules(
        List.of(
            rule("1", dataset, "QOS=TAPE", new RuleStanding("OK", 6, 0, 0, null)),
            rule("2", dataset, "SITE=B", new RuleStanding("STUCK", 1, 2, 3, "no room")),
            rule("3", new Did("lst", "x"), "SITE=B", new RuleStanding("OK", 1, 0, 0, null)),
            rule("4", new Did("lst", "y"), "SITE=B", new RuleStanding("OK", 2, 0, 0, null))));

    assertThat(journal.outlook().rules())
        .containsExactly(
            tally("", "SITE=B", "OK", new RuleTally.Extent(2, 2, 0), 3, 0, 0),
            tally(Samples.SOURCE, "QOS=TAPE", "OK", new RuleTally.Extent(1, 1, 10), 6, 0, 0),
            new RuleTally(
                Samples.SOURCE,
                "SITE=B",
                "STUCK",
                new RuleTally.Extent(1, 1, 10),
                new RuleTally.Locks(1, 2, 3),
                new RuleTally.Unfinished(Samples.START, "2", "no room")));
  }

  @Test
  void theOldestUnfinishedRuleIsToldUntilItIsFinished() {
    Did one = new Did("lst", "x");
    Did other = new Did("lst", "y");
    RuleStanding full = new RuleStanding("SUSPENDED", 0, 1, 0, "no room");
    save("1", one, 0, full);
    save("2", other, 60, new RuleStanding("SUSPENDED", 0, 1, 0, null));
    save("1", one, 120, full);

    assertThat(oldest()).isEqualTo(new RuleTally.Unfinished(Samples.START, "1", "no room"));

    save("1", one, 180, new RuleStanding("OK", 1, 0, 0, null));
    assertThat(oldest())
        .isEqualTo(new RuleTally.Unfinished(Samples.START.plusSeconds(60), "2", null));
    save("1", one, 240, full);
    save("2", other, 300, new RuleStanding("GONE", 0, 0, 0, "deleted"));
    assertThat(oldest())
        .isEqualTo(new RuleTally.Unfinished(Samples.START.plusSeconds(240), "1", "no room"));
  }

  private RuleTally.Unfinished oldest() {
    return journal.outlook().rules().stream()
        .map(RuleTally::oldest)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private void save(String id, Did did, long seconds, RuleStanding standing) {
    journal.saveRules(
        List.of(
            new JournalRule(id, did, "SITE=B", 1, standing, Samples.START.plusSeconds(seconds))));
  }

  @Test
  void copiesAreCountedFromTheQuestionBeforeAndNeverMoreThanIsKnown() {
    JournalFile file = file("a", SETTLED);
    Did dataset = new Did("lst", "R0/Run00001");
    placed(file, dataset);
    Did alone = new Did("lst", "x");
    long day = Duration.ofDays(1).toSeconds();
    save("1", dataset, 0, new RuleStanding("REPLICATING", 100, 20, 0, null));
    save("2", alone, 0, new RuleStanding("REPLICATING", 0, 1, 0, null));
    Instant at = Samples.START;
    assertThat(journal.outlook().copies(at)).as("what it had at first").isEmpty();

    save("1", dataset, 60, new RuleStanding("REPLICATING", 107, 12, 1, null));
    save("1", dataset, 7_200, new RuleStanding("STUCK", 109, 8, 3, null));
    save("2", alone, 7_200, new RuleStanding("OK", 1, 0, 0, null));
    save("1", dataset, 7_260, new RuleStanding("STUCK", 108, 10, 2, null));

    assertThat(journal.outlook().copies(at.plusSeconds(61)))
        .containsExactly(copies("", 1, 0, 1, 0), copies(Samples.SOURCE, 9, 3, 9, 3));
    assertThat(journal.outlook().copies(at.plusSeconds(7_260)))
        .as("what came in two hours may have come in the first")
        .containsExactly(copies("", 0, 0, 1, 0), copies(Samples.SOURCE, 0, 0, 9, 3));
    assertThat(journal.outlook().copies(at.plusSeconds(day + 300))).isEmpty();

    save("1", dataset, 7_300, new RuleStanding("GONE", 0, 0, 0, null));
    save("1", dataset, 7_400, new RuleStanding("OK", 120, 0, 0, null));
    assertThat(journal.outlook().copies(at.plusSeconds(7_400)))
        .as("a rule that was gone by mistake")
        .containsExactly(copies("", 0, 0, 1, 0), copies(Samples.SOURCE, 0, 0, 9, 3));
  }

  private static CopyTally copies(String source, long... counts) {
    return new CopyTally(
        source,
        "SITE=B",
        new CopyTally.Counts(counts[0], counts[1], 0),
        new CopyTally.Counts(counts[2], counts[3], 0));
  }

  @Test
  void bytesOfCopiesAreCountedAsOfTheLookBeforeAndAFirstLookCountsNothing() {
    JournalFile file = file("a", SETTLED);
    Did dataset = new Did("lst", "R0/Run00001");
    placed(file, dataset);
    Destination site = new Destination(dataset, "SITE=B", Set.of("B1", "B2"));
    Destination alone = new Destination(new Did("lst", "x"), "SITE=B", Set.of("T"));
    List<Destination> to = List.of(site, alone);
    look(file, to, "B1 AVAILABLE", "B2 COPYING", "T COPYING");
    Instant first = now();
    assertThat(journal.outlook().copies(first)).as("what was there at first").isEmpty();
    look(file, to, "B1 AVAILABLE", "B2 COPYING", "T COPYING");
    tick(Duration.ofHours(2));

    look(file, to, "B1 AVAILABLE", "B2 AVAILABLE", "T AVAILABLE");
    look(file, to, "B1 AVAILABLE", "B2 AVAILABLE", "T AVAILABLE", "ELSEWHERE AVAILABLE");

    CopyTally.Counts ten = new CopyTally.Counts(0, 0, 10);
    assertThat(journal.outlook().copies(first.plusSeconds(60)))
        .containsExactly(
            new CopyTally("", "SITE=B", ten, ten),
            new CopyTally(Samples.SOURCE, "SITE=B", ten, ten));
    assertThat(journal.outlook().copies(now()))
        .as("what was found after two hours may have come in the first")
        .allSatisfy(one -> assertThat(one.hour()).isEqualTo(CopyTally.Counts.NONE))
        .hasSize(2);

    look(file, to, "B1 BAD");
    look(file, List.of(), "B1 AVAILABLE", "B2 AVAILABLE");
    assertThat(journal.outlook().copies(first.plusSeconds(60)))
        .as("nobody said where it should come")
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.day()).isEqualTo(ten));
  }

  private void look(JournalFile file, List<Destination> to, String... replicas) {
    List<JournalReplica> seen =
        Arrays.stream(replicas)
            .map(each -> each.split(" "))
            .map(each -> new JournalReplica(each[0], each[1], "catalogue"))
            .toList();
    journal.saveReplicas(Map.of(file.id(), seen), to);
  }

  final void placed(JournalFile file, Did dataset) {
    placed(file, dataset, "20260301");
  }

  final void placed(JournalFile file, Did dataset, String night) {
    Placement wish =
        new Placement(dataset, null, night, new Filling(2, 100, true, Filling.Late.OWN, "_late"));
    record(
        new Entry.Move(
            file.id(),
            SETTLED,
            DIGESTED,
            "read",
            new Facts(null, Samples.identity(), null, wish),
            Next.due(now())));
  }

  final void placed(JournalFile file, String night) {
    placed(file, new Did("lst", "R0/" + night), night);
  }

  private static RuleTally tally(
      String source, String expression, String state, RuleTally.Extent extent, long... locks) {
    return new RuleTally(
        source, expression, state, extent, new RuleTally.Locks(locks[0], locks[1], locks[2]), null);
  }

  private static JournalRule rule(String id, Did did, String expression, RuleStanding standing) {
    return new JournalRule(id, did, expression, 1, standing, Samples.START);
  }
}
