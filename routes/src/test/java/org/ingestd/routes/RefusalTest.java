// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.NamingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rucio says no: each refusal has its own state and problem, in words that name the matter. */
class RefusalTest {

  private static final Duration LATER = Duration.ofMinutes(20);

  @TempDir Path home;

  /** A daemon with this account, whose source registers in this scope. */
  private Stepping installed(String account, String scope) throws IOException, RucioException {
    Stepping steps = new Stepping(home, given -> in(scope, given), account).learnRse();
    steps.here.catalogue.daemons().pause();
    return steps;
  }

  private static Given in(String scope, Given given) {
    NamingSettings old = given.treatment().naming();
    return given.with(
        SourcesOfTrouble.naming(
            given.treatment(),
            new NamingSettings(
                old.pattern(), scope, "{path}", Optional.of("R0"), old.night(), old.escape())));
  }

  private static JournalFile taken(Stepping steps, String path) throws IOException {
    steps.here.write(path, "content of " + path);
    steps.sight(path);
    steps.takeUpTo(DIGESTED);
    return steps.here.file(path);
  }

  private static void assertHeld(JournalFile file, ProblemCode problem, String word) {
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(file.standing().reason()).startsWith(problem.sentence()).contains(word);
    assertThat(file.retry().due()).isNull();
  }

  private static void assertWaits(JournalFile file, ProblemCode problem, String word) {
    assertThat(file.state()).isNotEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(file.retry().detail()).contains(word);
    assertThat(file.retry().due()).isNotNull();
  }

  @Test
  void aForeignScopeNeedsAPerson() throws Exception {
    try (Stepping steps = installed("clerk", "foreign")) {
      assertHeld(taken(steps, "a.fits"), ProblemCode.NOT_PERMITTED, "AccessDenied");
    }
  }

  @Test
  void anUnknownScopeNeedsAPerson() throws Exception {
    try (Stepping steps = installed("ingest", "nosuchscope")) {
      assertHeld(taken(steps, "a.fits"), ProblemCode.NOT_PERMITTED, "ScopeNotFound");
    }
  }

  @Test
  void anAccountWithoutRightsNeedsAPerson() throws Exception {
    try (Stepping steps = installed("plain", "clerk")) {
      assertHeld(taken(steps, "a.fits"), ProblemCode.NOT_PERMITTED, "AccessDenied");
    }
  }

  @Test
  void anAccountWithoutAdminIsEnough() throws Exception {
    try (Stepping steps = installed("clerk", "clerk")) {
      taken(steps, "a.fits");
      steps.here.catalogue.quiesce();
      steps.tick(LATER).take(REGISTERED);
      steps.take(PROTECTED);

      assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    }
  }

  @Test
  void aQuotaThatIsUsedUpIsWaitedForAndNothingIsAttachedWithoutItsRules() throws Exception {
    try (Stepping steps = installed("clerk", "clerk")) {
      steps.here.catalogue.admin().setQuota("clerk", "TAPE-A", 0);

      JournalFile file = taken(steps, "a.fits");
      assertWaits(file, ProblemCode.QUOTA, "InsufficientAccountLimit");
      assertThat(file.state()).isEqualTo(DIGESTED);
      assertThat(steps.here.catalogue.snapshot().files()).doesNotContainKey(Named.did(file));

      steps.here.catalogue.admin().setQuota("clerk", "TAPE-A", 1L << 40);
      steps.tick(LATER).take(DIGESTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(REGISTERED);
      assertThat(steps.here.catalogue.snapshot().rules()).hasSize(2);
    }
  }

  @Test
  void aRuleThatCannotBeExtendedForWantOfQuotaIsToldWithItsError() throws Exception {
    try (Stepping steps = installed("clerk", "clerk")) {
      taken(steps, "a.fits");
      steps.here.catalogue.admin().setQuota("clerk", "TAPE-A", 0);
      steps.here.catalogue.quiesce();

      steps.tick(LATER).take(REGISTERED);

      assertWaits(steps.here.file("a.fits"), ProblemCode.RULE_STUCK, "insufficient quota");
    }
  }

  @Test
  void aTransferThatFailsIsToldAndItsHealingBringsTheFileToSafe() throws Exception {
    try (Stepping steps = installed("ingest", "lst")) {
      JournalFile file = taken(steps, "a.fits");
      steps.here.catalogue.daemons().failTransfers(Named.did(file).name(), "tape library on fire");
      steps.here.catalogue.quiesce();

      steps.tick(LATER).take(REGISTERED);
      steps.take(PROTECTED);
      assertWaits(steps.here.file("a.fits"), ProblemCode.RULE_STUCK, "tape library on fire");
      assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);

      steps.here.catalogue.daemons().healTransfers(Named.did(file).name());
      for (JournalRule rule : steps.here.journal().rules(Named.dataset(file))) {
        steps.here.catalogue.admin().boostRule(rule.ruleId());
      }
      steps.here.catalogue.daemons().tidyNow();
      steps.here.catalogue.quiesce();
      steps.tick(LATER).take(PROTECTED);
      assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
      assertThat(steps.here.file("a.fits").retry().problem()).isNull();
    }
  }

  @Test
  void aNewFileUnderASuspendedRuleIsNotCoveredAndSaysWhy() throws Exception {
    try (Stepping steps = installed("ingest", "lst")) {
      JournalFile first = taken(steps, "a.fits");
      steps.here.catalogue.quiesce();
      for (JournalRule rule : steps.here.journal().rules(Named.dataset(first))) {
        steps.here.catalogue.admin().setRuleState(rule.ruleId(), "SUSPENDED", "given up");
      }

      taken(steps, "b.fits");
      steps.here.catalogue.quiesce();
      steps.tick(LATER).take(REGISTERED);

      JournalFile second = steps.here.file("b.fits");
      assertThat(second.state()).isEqualTo(REGISTERED);
      assertWaits(second, ProblemCode.RULE_STUCK, "SUSPENDED");
      assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);
    }
  }

  @Test
  void aFileThatRucioCallsLostNeedsAPersonAndTheOthersOfItsBatchPass() throws Exception {
    try (Stepping steps = installed("ingest", "lst")) {
      for (int i = 0; i < 30; i++) {
        steps.here.write("a%02d.fits".formatted(i), "content " + i);
        steps.sight("a%02d.fits".formatted(i));
      }
      steps.takeUpTo(SETTLED);
      JournalFile lost = steps.here.file("a07.fits");
      JournalFile other = steps.here.file("a19.fits");
      String adler32 = Named.digests(lost).adler32();
      steps.here.catalogue.admin().putFile(Named.did(lost), lost.size(), adler32);
      steps.here.catalogue.admin().markLost(Named.did(lost));
      steps.here.catalogue.admin().putFile(Named.did(other), 12345, "0badcafe");

      steps.take(DIGESTED);

      assertHeld(steps.here.file("a07.fits"), ProblemCode.LOST_IN_CATALOGUE, "LOST");
      assertHeld(steps.here.file("a19.fits"), ProblemCode.CONFLICT, "12345");
      assertThat(steps.here.file("a19.fits").retry().detail())
          .contains(String.valueOf(other.size()));
      assertThat(steps.here.files()).filteredOn(f -> f.state() == REGISTERED).hasSize(28);
    }
  }
}
