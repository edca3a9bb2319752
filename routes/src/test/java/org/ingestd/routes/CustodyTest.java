// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodyTest {

  private static final Duration LATER = Duration.ofMinutes(10);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException, RucioException {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile registered(String path, String content) throws IOException {
    steps.here.write(path, content);
    steps.sight(path);
    steps.takeUpTo(DIGESTED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).isEqualTo(REGISTERED);
    return file;
  }

  private JournalFile copied(String path) throws IOException {
    registered(path, "content");
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).as(file.standing().reason()).isEqualTo(PROTECTED);
    return file;
  }

  private ProblemCode problemAfterCustody(String path) {
    steps.tick(LATER).take(PROTECTED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).isEqualTo(QUARANTINED);
    return java.util.Objects.requireNonNull(file.retry().problem());
  }

  @Test
  void aFileIsNotProtectedWhileTheJudgeHasNotSeenItThoughTheRuleSaysOk() throws IOException {
    registered("a.fits", "content");

    steps.take(REGISTERED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(REGISTERED);
    assertThat(steps.here.file("a.fits").retry().attempts()).isZero();

    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);
  }

  @Test
  void aFileIsSafeWhenThePermanentCopyIsThere() throws IOException {
    JournalFile file = copied("a.fits");

    steps.take(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(steps.here.journal().replicas(file.id()))
        .extracting(JournalReplica::rse)
        .containsExactlyInAnyOrder("ONSITE", "TAPE-A");
  }

  @Test
  void theSourceReplicaAloneIsNoPermanentCopy() throws Exception {
    JournalFile file = copied("a.fits");
    steps.here.catalogue.admin().removeReplica(Named.did(file), "TAPE-A");

    steps.take(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);
  }

  @Test
  void bytesOfACopyAreCountedAsOfTheLookThatDidNotFindItYet() throws Exception {
    JournalFile file = copied("a.fits");
    steps.here.catalogue.admin().setReplicaState(Named.did(file), "TAPE-A", ReplicaState.COPYING);
    steps.take(PROTECTED);
    Instant looked = steps.clock.instant();
    assertThat(steps.here.journal().outlook().copies(looked))
        .as("what was there at first")
        .allSatisfy(tally -> assertThat(tally.day().bytes()).isZero());
    steps.here.catalogue.admin().setReplicaState(Named.did(file), "TAPE-A", ReplicaState.AVAILABLE);

    steps.tick(LATER).take(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(steps.here.journal().outlook().copies(looked))
        .filteredOn(tally -> tally.day().bytes() > 0)
        .singleElement()
        .satisfies(tally -> assertThat(tally.expression()).isEqualTo("QOS=TAPE"))
        .satisfies(tally -> assertThat(tally.hour().bytes()).isEqualTo(file.size()));
  }

  @Test
  void aFileRewrittenAfterRegistrationIsNeverCalledSafe() throws IOException {
    copied("a.fits");
    Files.writeString(steps.here.data.resolve("a.fits"), "CONTENT");

    assertThat(problemAfterCustody("a.fits")).isEqualTo(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aFileReplacedWithSizeAndTimeKeptIsNeverCalledSafe() throws IOException {
    copied("a.fits");
    Path file = steps.here.data.resolve("a.fits");
    FileTime time = Files.getLastModifiedTime(file);
    Path other = Files.writeString(home.resolve("other"), "CONTENT");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, time);

    assertThat(problemAfterCustody("a.fits")).isEqualTo(ProblemCode.REPLACED_AFTER_REGISTRATION);
  }

  @Test
  void aRewriteThatRestoredTheTimeIsFoundByReadingAgain() throws IOException {
    copied("a.fits");
    Path file = steps.here.data.resolve("a.fits");
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, time);

    assertThat(problemAfterCustody("a.fits")).isEqualTo(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aChangeOfModeAloneIsNoChangeOfTheFile() throws IOException {
    copied("a.fits");
    Files.setPosixFilePermissions(
        steps.here.data.resolve("a.fits"), PosixFilePermissions.fromString("r--r--r--"));

    steps.take(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
  }

  @Test
  void aLostFileIsAnAlarmButNotWhileTheSourceIsAway() throws IOException {
    copied("a.fits");
    Files.move(steps.here.data, home.resolve("unmounted"));
    steps.take(PROTECTED);
    assertThat(steps.here.file("a.fits").retry().problem()).isEqualTo(ProblemCode.SOURCE_OFFLINE);

    Files.move(home.resolve("unmounted"), steps.here.data);
    Files.delete(steps.here.data.resolve("a.fits"));
    assertThat(problemAfterCustody("a.fits")).isEqualTo(ProblemCode.LOST_AFTER_REGISTRATION);
  }

  @Test
  void aDeletedRuleIsMadeAgain() throws Exception {
    JournalFile file = copied("a.fits");
    for (JournalRule rule : steps.here.journal().rules(Named.dataset(file))) {
      steps.here.catalogue.admin().deleteRule(rule.ruleId());
    }

    steps.take(PROTECTED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(REGISTERED);
    for (int i = 0; i < 4; i++) {
      steps.tick(LATER).take(REGISTERED);
      steps.here.catalogue.quiesce();
    }

    assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);
    assertThat(steps.here.rucio.rules(Named.dataset(file)))
        .extracting("expression")
        .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
  }

  @Test
  void waitingCostsADatasetAndNotAFileOfCalls() throws IOException {
    for (int i = 0; i < 50; i++) {
      registered("a" + i + ".fits", "content" + i);
    }
    steps.here.catalogue.calls().reset();

    steps.tick(LATER).take(REGISTERED);

    assertThat(steps.here.catalogue.calls().reading()).isLessThanOrEqualTo(4);
    assertThat(steps.here.catalogue.calls().writing()).isZero();
  }

  @Test
  void aSourceWithoutRulesEndsAtProtected() throws Exception {
    try (Stepping bare = new Stepping(home.resolve("bare"), CustodyTest::withoutRules)) {
      bare.learnRse();
      bare.here.write("a.fits", "content");
      bare.sight("a.fits");

      bare.takeUpTo(REGISTERED);

      assertThat(bare.here.file("a.fits").state()).isEqualTo(PROTECTED);
      assertThat(bare.tick(LATER).take(PROTECTED)).isZero();
    }
  }

  private static Given withoutRules(Given given) {
    Treatment old = given.treatment();
    return given.with(
        new Treatment(old.naming(), old.digests(), List.of(), false, OptionalInt.empty()));
  }
}
