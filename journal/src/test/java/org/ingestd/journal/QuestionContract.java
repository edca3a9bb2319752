// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.Samples.LARGE;
import static org.ingestd.journal.Samples.SOURCE;
import static org.ingestd.journal.Samples.START;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.sighting;
import static org.ingestd.journal.Samples.stamp;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.life.Entry.Await;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Postpone;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;

abstract class QuestionContract extends MetadataContract {

  QuestionContract(Kind kind) {
    super(kind);
  }

  @Test
  void claimsGiveTheNewestDueFirst() {
    for (long due : new long[] {3, 9, 1, 9, 50}) {
      JournalFile file = file("f" + journal.files(all()).size(), SETTLED);
      record(new Await(file.id(), SETTLED, null, later(due)));
    }
    tick(Duration.ofSeconds(10));

    assertThat(claimed(SETTLED, Lane.LIVE, SizeClass.SMALL, 10)).containsExactly(4L, 2L, 1L, 3L);
    assertThat(claimed(SETTLED, Lane.LIVE, SizeClass.ANY, 2)).containsExactly(4L, 2L);
    assertThat(claimed(SETTLED, Lane.LIVE, SizeClass.ANY, 2, 4L, 1L)).containsExactly(2L, 3L);
    assertThat(claimed(SETTLED, Lane.BACKLOG, SizeClass.ANY, 2)).isEmpty();
    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.ANY, 2)).isEmpty();
  }

  @Test
  void filesOfTheSameContentAreFoundBySizeAndTellingDigests() {
    JournalFile first = digested("first", 5, Samples.DIGESTS);
    JournalFile second = digested("second", 5, Samples.DIGESTS);
    JournalFile longer = digested("longer", 6, Samples.DIGESTS);
    Digests weak = new Digests(Map.of(DigestAlgorithm.ADLER32, "00000001"));
    JournalFile unsure = digested("unsure", 5, weak);
    digested("unsure too", 5, weak);

    assertThat(journal.sameContent(List.of(first, longer, unsure)))
        .as("none is longer's, and 32 bits are met by chance")
        .isEqualTo(Map.of(first.id(), List.of(second)));
    move("first", VANISHED);
    assertThat(journal.sameContent(List.of(second))).isEmpty();
  }

  private JournalFile digested(String path, long size, Digests digests) {
    journal.sight(List.of(sighting(path, size)));
    move(path, SETTLED);
    Identity old = Samples.identity();
    Identity identity = new Identity(digests, old.did(), old.dataset(), null, null);
    record(
        new Move(
            at(path).id(),
            SETTLED,
            DIGESTED,
            "read",
            new Facts(null, identity),
            Next.due(clock.instant())));
    return at(path);
  }

  @Test
  void smallAndLargeFilesHaveLanesOfTheirOwn() {
    journal.sight(
        List.of(
            sighting(key("small"), stamp(LARGE - 1)),
            sighting(key("large"), stamp(LARGE)),
            new Sighting(key("old"), stamp(1), Lane.BACKLOG, null, START, false)));
    tick(Duration.ofMinutes(1));

    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.SMALL, 5)).containsExactly(1L);
    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.LARGE, 5)).containsExactly(2L);
    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.ANY, 5)).containsExactly(2L, 1L);
    assertThat(claimed(SIGHTED, Lane.BACKLOG, SizeClass.ANY, 5)).containsExactly(3L);
  }

  @Test
  void aFileThatGrowsLargeChangesItsLane() {
    JournalFile file = file("a");

    record(new Await(file.id(), SIGHTED, stamp(LARGE), clock.instant()));

    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.LARGE, 5)).containsExactly(file.id());
    assertThat(claimed(SIGHTED, Lane.LIVE, SizeClass.SMALL, 5)).isEmpty();
  }

  @Test
  void theCensusCountsFilesBytesAndProblems() {
    file("a", SETTLED);
    tick(Duration.ofSeconds(5));
    file("b", SETTLED);
    file("c", QUARANTINED);
    journal.sight(List.of(sighting(new FileKey("other", RawPath.of("d")), stamp(70))));

    Census census = journal.census();

    assertThat(census.tallies())
        .isEqualTo(
            Map.of(
                SOURCE,
                Map.of(
                    SETTLED,
                    new Tally(2, 20, now().minusSeconds(5)),
                    QUARANTINED,
                    new Tally(1, 10, now())),
                "other",
                Map.of(SIGHTED, new Tally(1, 70, now()))));
    assertThat(census.problems()).isEqualTo(Map.of(ProblemCode.EMPTY, 1L));
  }

  @Test
  void theCensusCountsProblemsOfEachSourceAndOfAll() {
    file("a", QUARANTINED);
    file("b", QUARANTINED);
    file("c", SETTLED);
    JournalFile other = sightedOf("other");
    record(new Postpone(other.id(), SIGHTED, ProblemCode.IO_ERROR, "EIO", now()));

    assertThat(journal.census().troubles())
        .isEqualTo(
            Map.of(
                SOURCE, Map.of(ProblemCode.EMPTY, 2L), "other", Map.of(ProblemCode.IO_ERROR, 1L)));
    assertThat(journal.census().problems())
        .isEqualTo(Map.of(ProblemCode.EMPTY, 2L, ProblemCode.IO_ERROR, 1L));

    record(new Await(other.id(), SIGHTED, stamp(70), now()));

    assertThat(journal.census().troubles())
        .isEqualTo(Map.of(SOURCE, Map.of(ProblemCode.EMPTY, 2L)));
  }

  private JournalFile sightedOf(String source) {
    journal.sight(List.of(sighting(new FileKey(source, RawPath.of("d")), stamp(70))));
    return journal.file(new FileKey(source, RawPath.of("d"))).orElseThrow();
  }

  @Test
  void namesakesAreAllFilesOfADidButVanishedOnes() {
    Did did = Samples.DID;
    file("a", SETTLED, DIGESTED);
    file("b", SETTLED, DIGESTED);
    file("c", SETTLED, DIGESTED, VANISHED);
    file("d", SETTLED);

    Map<Did, List<JournalFile>> found =
        journal.namesakes(List.of(did, new Did("lst", "nobody"), did));

    assertThat(found).isEqualTo(Map.of(did, List.of(at("a"), at("b"))));
  }

  @Test
  void aFileIsContestedIfAnotherOneHasItsDidUnlessThatHasVanished() {
    file("a", SETTLED, DIGESTED);
    file("d", SETTLED);
    assertThat(journal.contested(List.of(at("a"), at("d")))).as("itself and one without").isEmpty();

    file("c", SETTLED, DIGESTED, VANISHED);
    assertThat(journal.contested(List.of(at("a")))).as("a vanished one").isEmpty();
    assertThat(journal.contested(List.of(at("c")))).containsExactly(at("c").id());

    file("b", SETTLED, DIGESTED);
    assertThat(journal.contested(List.of(at("a"), at("b"), at("d"))))
        .containsExactlyInAnyOrder(at("a").id(), at("b").id());
    assertThat(journal.contested(List.of())).isEmpty();
  }

  @Test
  void registeredFilesAreFoundByTheirInodeWhateverBecameOfThem() {
    file("a", SETTLED, DIGESTED, REGISTERED, QUARANTINED);
    file("b", SETTLED, DIGESTED, QUARANTINED);
    file("c", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    long inode = stamp(10).inode();

    assertThat(journal.registered(List.of(inode, 7L))).containsExactly(at("a"), at("c"));
    assertThat(journal.registered(List.of(7L))).isEmpty();
    assertThat(journal.registered(List.of())).isEmpty();
  }

  @Test
  void filesComeInPages() {
    for (int i = 0; i < 5; i++) {
      file("run" + i + "/ö.fits", SETTLED);
      tick(Duration.ofSeconds(1));
    }
    file("held", QUARANTINED);

    assertThat(ids(all())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(ids(query(Set.of(), "", 2, 2))).containsExactly(3L, 4L);
    assertThat(ids(query(Set.of(QUARANTINED), "", 0, 9))).containsExactly(6L);
    assertThat(ids(query(Set.of(QUARANTINED, SETTLED), "", 4, 9))).containsExactly(5L, 6L);
    assertThat(ids(query(Set.of(), "3/ö", 0, 9))).containsExactly(4L);
    assertThat(ids(since(clock.instant().minusSeconds(1)))).containsExactly(5L, 6L);
    assertThat(ids(since(Instant.MIN))).hasSize(6);
    assertThat(ids(source("nowhere"))).isEmpty();
    assertThat(ids(source(SOURCE))).hasSize(6);
  }

  private List<Long> ids(FileQuery query) {
    return journal.files(query).stream().map(JournalFile::id).toList();
  }

  static FileQuery all() {
    return query(Set.of(), "", 0, 1_000);
  }

  private static FileQuery query(Set<FileState> states, String text, long after, int limit) {
    Optional<String> wanted = text.isEmpty() ? Optional.empty() : Optional.of(text);
    return new FileQuery(Optional.empty(), states, Optional.empty(), wanted, after, limit);
  }

  private static FileQuery since(Instant since) {
    return new FileQuery(Optional.empty(), Set.of(), Optional.of(since), Optional.empty(), 0, 9);
  }

  private static FileQuery source(String source) {
    return new FileQuery(Optional.of(source), Set.of(), Optional.empty(), Optional.empty(), 0, 9);
  }

  @Test
  void rulesAreKeptByTheirIdAndFoundByTheirDid() {
    Did dataset = new Did("lst", "R0/Run00001");
    JournalRule rule =
        new JournalRule(
            "a1", dataset, "QOS=TAPE", 2, new RuleStanding("STUCK", 1, 2, 3, "no room"), START);
    JournalRule repaired =
        new JournalRule("a1", dataset, "QOS=TAPE", 2, new RuleStanding("OK", 6, 0, 0, null), START);
    JournalRule other =
        new JournalRule(
            "b2", new Did("lst", "x"), "A", 1, new RuleStanding("OK", 1, 0, 0, null), START);

    journal.saveRules(List.of(rule, other));
    assertThat(journal.rules(dataset)).containsExactly(rule);
    journal.saveRules(List.of(repaired));

    assertThat(journal.rules(dataset)).containsExactly(repaired);
    assertThat(journal.rules(new Did("lst", "R0"))).isEmpty();
    assertThat(journal.rulesAfter("", 1)).containsExactly(repaired);
    assertThat(journal.rulesAfter("a1", 9)).containsExactly(other);
    assertThat(journal.rulesAfter("b2", 9)).isEmpty();
  }

  @Test
  void rulesAreCountedByExpressionAndStateWithoutThoseThatAreGone() {
    Did dataset = new Did("lst", "R0/Run00001");
    journal.saveRules(
        List.of(
            rule("a1", dataset, "QOS=TAPE", "STUCK"),
            rule("a2", dataset, "QOS=TAPE", "OK"),
            rule("a3", dataset, "QOS=TAPE", "OK"),
            rule("b1", dataset, "A", "REPLICATING"),
            rule("b2", dataset, "A", "GONE")));

    RuleCensus census = journal.ruleCensus();

    assertThat(census.tallies())
        .containsExactly(
            new RuleCensus.Tally("A", "REPLICATING", 1),
            new RuleCensus.Tally("QOS=TAPE", "OK", 2),
            new RuleCensus.Tally("QOS=TAPE", "STUCK", 1));
    assertThat(census.unfinished())
        .containsOnly(java.util.Map.entry("a1", "QOS=TAPE"), java.util.Map.entry("b1", "A"));
  }

  private static JournalRule rule(String id, Did did, String expression, String state) {
    return new JournalRule(id, did, expression, 1, new RuleStanding(state, 0, 0, 0, null), START);
  }

  @Test
  void replicasReplaceThoseKnownBefore() {
    JournalFile file = file("a");
    JournalReplica tape = new JournalReplica("TAPE", "COPYING", "catalogue");
    JournalReplica disk = new JournalReplica("DISK", "AVAILABLE", "catalogue");
    JournalReplica done = new JournalReplica("TAPE", "AVAILABLE", "catalogue");

    journal.saveReplicas(Map.of(file.id(), List.of(tape, disk)), List.of());
    assertThat(journal.replicas(file.id())).containsExactly(disk, tape);
    journal.saveReplicas(Map.of(file.id(), List.of(tape, done)), List.of());

    assertThat(journal.replicas(file.id())).containsExactly(done);
    assertThat(journal.replicas(77)).isEmpty();
    assertThatThrownBy(() -> journal.saveReplicas(Map.of(77L, List.of(tape)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("77");
  }
}
