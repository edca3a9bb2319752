// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.ProblemCode.CHANGED_AFTER_REGISTRATION;
import static org.ingestd.journal.life.ProblemCode.CONFLICT;
import static org.ingestd.journal.life.ProblemCode.LOST_IN_CATALOGUE;
import static org.ingestd.journal.life.ProblemCode.NO_LONGER_SAFE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.SourceSettings.RuleTerms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.CatalogueAdmin;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SAFE is looked at again, and taken back when its ground is gone. */
class StillSafeTest {

  private static final Duration LATER = Duration.ofMinutes(20);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException, RucioException {
    start(given -> given);
  }

  private void start(java.util.function.UnaryOperator<Given> change)
      throws IOException, RucioException {
    steps = new Stepping(home.resolve("i" + System.nanoTime()), change).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private CatalogueAdmin admin() {
    return steps.here.catalogue.admin();
  }

  private JournalFile file() {
    return steps.here.file("a.fits");
  }

  private Did safe() throws IOException {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    steps.take(PROTECTED);
    assertThat(file().state()).as(file().standing().reason()).isEqualTo(SAFE);
    return Named.did(file());
  }

  private void recheck() {
    assertThat(steps.tick(LATER).take(SAFE)).isEqualTo(1);
  }

  private void assertTakenBack(String word) {
    assertThat(file().state()).isEqualTo(PROTECTED);
    assertThat(file().retry().problem()).isEqualTo(NO_LONGER_SAFE);
    assertThat(file().retry().detail()).contains(word);
    assertThat(file().standing().reason()).startsWith(NO_LONGER_SAFE.sentence()).contains(word);
    assertThat(steps.here.journal().history(file().id()))
        .last()
        .extracting("from", "to")
        .containsExactly(SAFE, PROTECTED);
  }

  private void assertSafeAgain() {
    assertThat(file().state()).as(file() + "").isEqualTo(SAFE);
    assertThat(file().retry().problem()).isNull();
  }

  @Test
  void aSafeFileWithItsGroundStaysSafeAndIsAskedForMoreAndMoreRarely() throws IOException {
    safe();
    Instant end = steps.clock.instant().plus(Duration.ofDays(1));
    int looks = 0;
    while (steps.clock.instant().isBefore(end)) {
      looks += steps.tick(Duration.ofMinutes(1)).take(SAFE);
    }

    assertThat(looks).isBetween(5, 10);
    assertSafeAgain();
    end = steps.clock.instant().plus(Duration.ofDays(70));
    looks = 0;
    while (steps.clock.instant().isBefore(end)) {
      looks += steps.tick(Duration.ofHours(1)).take(SAFE);
    }
    assertThat(looks).isBetween(9, 14);
  }

  @Test
  void aCopyDeclaredBadTakesSafeBackUntilItIsGoodAgain() throws IOException {
    Did did = safe();
    admin().declareBad(did, "TAPE-A");
    recheck();
    assertTakenBack("TAPE-A=BAD");
    assertThat(steps.here.journal().replicas(file().id()))
        .anySatisfy(replica -> assertThat(replica.state()).isEqualTo("BAD"));

    steps.tick(LATER).take(PROTECTED);
    assertThat(file().retry().problem()).isEqualTo(NO_LONGER_SAFE);

    admin().setReplicaState(did, "TAPE-A", ReplicaState.AVAILABLE);
    steps.tick(LATER).take(PROTECTED);
    assertSafeAgain();
  }

  @Test
  void aCopyThatIsGoneTakesSafeBack() throws IOException {
    admin().removeReplica(safe(), "TAPE-A");

    recheck();

    assertTakenBack("0 of 1 permanent copies");
  }

  @Test
  void aDeletedRuleTakesSafeBackAndIsMadeAgainOnce() throws Exception {
    safe();
    List<JournalRule> rules = steps.here.journal().rules(Named.dataset(file()));
    JournalRule tape =
        rules.stream().filter(r -> r.expression().equals("QOS=TAPE")).findFirst().orElseThrow();
    admin().deleteRule(tape.ruleId());
    recheck();
    assertTakenBack(tape.ruleId());

    steps.tick(LATER).take(PROTECTED);
    steps.tick(LATER).take(PROTECTED);
    assertSafeAgain();
    assertThat(steps.here.rucio.rules(Named.dataset(file())))
        .extracting("expression")
        .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
  }

  @Test
  void aRuleWithALifetimeMayEndWithoutAWord() throws Exception {
    steps.close();
    start(StillSafeTest::withLifetime);
    safe();
    for (JournalRule rule : steps.here.journal().rules(Named.dataset(file()))) {
      if (rule.expression().equals("QOS=TAPE")) {
        admin().deleteRule(rule.ruleId());
      }
    }

    recheck();

    assertSafeAgain();
    assertThat(steps.here.rucio.rules(Named.dataset(file()))).hasSize(1);
  }

  private static Given withLifetime(Given given) {
    Treatment old = given.treatment();
    RuleWish tape = old.rules().get(0);
    RuleWish passing =
        new RuleWish(
            tape.expression(),
            tape.copies(),
            new RuleTerms(
                tape.terms().activity(),
                Optional.of(Duration.ofDays(30)),
                tape.terms().weight(),
                tape.terms().grouping()),
            tape.when());
    return given.with(
        new Treatment(
            old.naming(), old.digests(), List.of(passing), old.protectSource(), old.safeCopies()));
  }

  @Test
  void otherDataInTheCatalogueTakeSafeBackAndThenNeedAPerson() throws IOException {
    Did did = safe();
    admin().putFile(did, 99, "00000001");

    recheck();
    assertTakenBack("99");
    steps.take(PROTECTED);
    assertThat(file().state()).isEqualTo(QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(CONFLICT);
  }

  @Test
  void aFileMarkedLostIsSafeNoMoreAlthoughAllItsCopiesAreThere() throws IOException {
    Did did = safe();
    admin().markLost(did);

    recheck();
    assertTakenBack("marked as LOST");
    steps.take(PROTECTED);
    assertThat(file().state()).isEqualTo(QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(LOST_IN_CATALOGUE);
    assertThat(file().retry().detail()).contains(did + " marked as LOST");
    assertThat(steps.here.journal().replicas(file().id()))
        .extracting("rse", "state")
        .contains(tuple("TAPE-A", "AVAILABLE"));
  }

  @Test
  void aFileMarkedLostBeforeItWasSafeNeverIs() throws IOException {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    admin().markLost(Named.did(file()));

    steps.take(PROTECTED);

    assertThat(file().state()).isEqualTo(QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(LOST_IN_CATALOGUE);
    assertThat(file().retry().detail()).contains("marked as LOST");
  }

  @Test
  void aSourceReplicaDeclaredBadIsShownAndTheFileStaysSafe() throws IOException {
    Did did = safe();
    admin().declareBad(did, "ONSITE");
    recheck();
    assertThat(file().state()).isEqualTo(SAFE);
    assertThat(file().retry().problem()).isEqualTo(LOST_IN_CATALOGUE);
    assertThat(file().retry().detail()).contains("ONSITE").contains("BAD");

    admin().setReplicaState(did, "ONSITE", ReplicaState.AVAILABLE);
    recheck();
    assertSafeAgain();
  }

  @Test
  void aSourceReplicaDeclaredBadBeforeTheCopiesNeedsAPerson() throws IOException {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    Did did = Named.did(file());
    steps.here.catalogue.daemons().failTransfers(did.name(), "no source");
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    admin().declareBad(did, "ONSITE");

    for (int i = 0; i < 5; i++) {
      steps.tick(LATER).take(PROTECTED);
    }

    assertThat(file().state()).isEqualTo(QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(LOST_IN_CATALOGUE);
    assertThat(file().retry().detail()).contains("BAD");
  }

  @Test
  void aChangeSeenOnDiskIsNotForgottenForAGoodAnswer() throws IOException {
    safe();
    Files.writeString(steps.here.data.resolve("a.fits"), "something else");
    steps.sight("a.fits");
    assertThat(file().retry().problem()).isEqualTo(CHANGED_AFTER_REGISTRATION);

    assertThat(steps.tick(Duration.ofDays(2)).take(SAFE)).isEqualTo(1);

    assertThat(file().state()).isEqualTo(SAFE);
    assertThat(file().retry().problem()).isEqualTo(CHANGED_AFTER_REGISTRATION);
    assertThat(Objects.requireNonNull(file().retry().due())).isAfter(steps.clock.instant());
  }

  @Test
  void anOutageTakesNothingBack() throws IOException {
    safe();
    steps.here.catalogue.beginOutage();

    for (int i = 0; i < 5; i++) {
      steps.tick(LATER).take(SAFE);
    }
    assertSafeAgain();
    steps.here.catalogue.endOutage();

    steps.tick(LATER);
    assertThat(steps.here.rucio.available()).isTrue();
    recheck();
    assertSafeAgain();
  }
}
