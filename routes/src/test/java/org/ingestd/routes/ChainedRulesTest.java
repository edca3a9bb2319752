// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.Wishes;
import org.ingestd.testbed.catalogue.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chained: { via: DISK-A }}: one copy there first, that on tape from there. */
class ChainedRulesTest {

  private static final String STONE = "DISK-A";
  private static final String TAPE = "QOS=TAPE";
  private static final Duration LATER = Duration.ofMinutes(2);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException, RucioException {
    RuleWish plain = Given.wish(TAPE, 1);
    RuleWish chained = new RuleWish(TAPE, 1, plain.terms(), When.ALWAYS, Optional.of(STONE));
    steps = new Stepping(home, given -> given.rules(chained)).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile registered(String path) throws IOException {
    steps.here.write(path, "content of " + path);
    steps.sight(path);
    steps.takeUpTo(DIGESTED);
    assertThat(steps.here.file(path).state()).isEqualTo(REGISTERED);
    return steps.here.file(path);
  }

  /** Rucio's daemons run until nothing is left for them, and then the step. */
  private void after(FileState state) {
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(state);
  }

  private List<String> rules() {
    return steps.here.catalogue.snapshot().rules().values().stream()
        .map(Snapshot.Rule::expression)
        .sorted()
        .toList();
  }

  private String idOf(String expression) {
    return steps.here.catalogue.snapshot().rules().entrySet().stream()
        .filter(rule -> rule.getValue().expression().equals(expression))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private void safe(String path) throws IOException {
    registered(path);
    for (int i = 0; i < 3; i++) {
      after(REGISTERED);
      after(PROTECTED);
    }
    assertThat(steps.here.file(path).state()).isEqualTo(SAFE);
  }

  @Test
  void makesTheCopyOnTapeOnlyOnceTheSteppingStoneHasOneAndFromThere() throws Exception {
    registered("a.fits");
    assertThat(rules()).containsExactly(STONE, "ONSITE");
    steps.tick(LATER).take(REGISTERED);
    assertThat(rules()).as("no copy is there yet").containsExactly(STONE, "ONSITE");
    assertThat(steps.here.file("a.fits").retry().problem()).isNull();

    after(REGISTERED);
    assertThat(rules()).containsExactly(STONE, "ONSITE", TAPE);
    steps.here.catalogue.admin().setReadable("ONSITE", false);
    after(REGISTERED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);
    after(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(steps.here.file("a.fits").standing().reason()).startsWith("1 permanent cop");
  }

  @Test
  void isNotSafeByTheSteppingStoneAlone() throws Exception {
    registered("a.fits");
    after(REGISTERED);
    steps.tick(LATER).take(REGISTERED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(PROTECTED);

    steps.tick(LATER).take(PROTECTED);

    assertThat(steps.here.file("a.fits").state()).as("nothing is on tape yet").isEqualTo(PROTECTED);
  }

  @Test
  void saysNothingOfWhatIsStuckOnlyUntilRuciosRepairerComesBy() throws Exception {
    safe("a.fits");
    JournalFile late = registered("b.fits");
    for (int i = 0; i < 3; i++) {
      after(REGISTERED);
      after(PROTECTED);
    }
    assertThat(steps.here.rucio.rule(idOf(TAPE)).state()).isEqualTo("STUCK");
    assertThat(steps.here.file("b.fits").state()).isEqualTo(PROTECTED);
    assertThat(steps.here.file("b.fits").retry().problem()).isNull();

    steps.tick(Duration.ofHours(1)).take(PROTECTED);
    assertThat(steps.here.file("b.fits").retry().problem()).isEqualTo(ProblemCode.RULE_STUCK);

    steps.here.catalogue.admin().boostRule(idOf(TAPE));
    steps.here.catalogue.daemons().tidyNow();
    steps.tick(Duration.ofHours(1));
    after(PROTECTED);
    assertThat(steps.here.file(late.key().path().text()).state()).isEqualTo(SAFE);
    assertThat(rules()).hasSize(3);
  }

  @Test
  void saysAtOnceThatTheSteppingStoneItselfIsStuck() throws Exception {
    JournalFile file = registered("a.fits");
    steps.here.catalogue.daemons().failTransfers(Named.did(file).name(), "no route");

    after(REGISTERED);

    assertThat(steps.here.file("a.fits").retry().problem()).isEqualTo(ProblemCode.RULE_STUCK);
    assertThat(rules()).containsExactly(STONE, "ONSITE");
  }

  @Test
  void goesOnWhereItDiedAndMakesNoRuleTwice() throws Exception {
    JournalFile file = registered("a.fits");
    steps.restart().learnRse();
    after(REGISTERED);
    assertThat(rules()).containsExactly(STONE, "ONSITE", TAPE);
    steps.restart().learnRse();
    for (int i = 0; i < 3; i++) {
      after(REGISTERED);
      after(PROTECTED);
    }

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(rules()).containsExactly(STONE, "ONSITE", TAPE);
    assertThat(steps.here.journal().rules(Named.dataset(file))).hasSize(3);
  }

  @Test
  void adoptsAChainedRuleThatWasMadeJustBeforeItDied() throws Exception {
    JournalFile file = registered("a.fits");
    steps.here.catalogue.quiesce();
    List<WantedRule> wanted =
        new Wishes("test", "ONSITE", steps.here.journal())
            .of(steps.workshop.bench().sources().named("lst1"), file).wishes().stream()
                .map(wish -> wish.rule())
                .toList();
    String made = steps.here.rucio.ensureRule(wanted.get(2)).id();
    steps.restart().learnRse();

    for (int i = 0; i < 3; i++) {
      after(REGISTERED);
      after(PROTECTED);
    }

    assertThat(idOf(TAPE)).isEqualTo(made);
    assertThat(rules()).hasSize(3);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
  }

  @Test
  void needsTheSteppingStoneNoMoreOnceAFileIsSafe() throws Exception {
    safe("a.fits");
    steps.here.catalogue.admin().deleteRule(idOf(STONE));

    steps.tick(Duration.ofMinutes(10)).take(SAFE);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
    assertThat(steps.here.file("a.fits").retry().problem()).isNull();
  }

  @Test
  void waitsNotForEverForAMomentWithoutNewFiles() throws Exception {
    registered("a.fits");
    steps.here.catalogue.quiesce();
    JournalFile failing = registered("b.fits");
    steps.here.catalogue.daemons().failTransfers(Named.did(failing).name(), "no route");
    after(REGISTERED);
    assertThat(rules()).containsExactly(STONE, "ONSITE");

    steps.tick(Duration.ofMinutes(40));
    after(REGISTERED);

    assertThat(rules()).as("a.fits has its first copy").containsExactly(STONE, "ONSITE", TAPE);
  }
}
