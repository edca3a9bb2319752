// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.routes.Given.wish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.condition.Condition;
import org.ingestd.routes.condition.Values;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.condition.Wildcard;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingSettings;
import org.ingestd.testbed.catalogue.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules with {@code when}: on what they stand, whom they hold up, and what makes files SAFE. */
class RulesForSomeFilesTest {

  private static final Duration LATER = Duration.ofMinutes(10);

  @TempDir Path home;
  private @Nullable Stepping begun;

  @AfterEach
  void stop() {
    steps().close();
  }

  private void begin(RuleWish... rules) throws IOException, RucioException {
    begun = new Stepping(home, given -> byRun(given, List.of(rules))).learnRse();
    begun.here.catalogue.daemons().pause();
  }

  private Stepping steps() {
    return requireNonNull(begun, "begun");
  }

  private static Given byRun(Given given, List<RuleWish> rules) {
    Treatment old = given.treatment();
    NamingSettings naming =
        new NamingSettings(
            Optional.of(Pattern.compile("(?<kind>[a-z]+)-run(?<run>\\d+)\\.(?<part>\\d+)")),
            "lst",
            "{path}",
            Optional.of("run{run}"),
            new NamingSettings.Night(ZoneId.of("UTC"), true),
            NamingSettings.Escape.HEX);
    return given.with(
        new Treatment(
            naming,
            old.digests(),
            rules,
            true,
            OptionalInt.empty(),
            new DescriptionSettings(
                true,
                DescriptionSettings.NONE.fits(),
                Optional.empty(),
                List.of(),
                DescriptionSettings.NONE.checksumFiles())));
  }

  private static When group(String group, String... is) {
    return new When(List.of(new Condition.OfGroup(group, values(is))));
  }

  private static Values values(String... is) {
    return new Values(List.of(is).stream().map(Wildcard::new).toList(), List.of());
  }

  private static When from(long size) {
    return new When(List.of(new Condition.OfSize(size, Long.MAX_VALUE)));
  }

  private void registered(String path, String content) throws IOException {
    steps().here.write(path, content);
    steps().sight(path);
    steps().takeUpTo(DIGESTED);
    assertThat(steps().here.file(path).state()).isEqualTo(REGISTERED);
  }

  private void followed() {
    steps().here.catalogue.quiesce();
    steps().tick(LATER).take(REGISTERED);
    steps().here.catalogue.quiesce();
    steps().tick(LATER).take(PROTECTED);
  }

  private List<String> rulesOn(Did did) {
    return steps().here.catalogue.snapshot().rules().values().stream()
        .filter(rule -> rule.did().equals(did))
        .map(Snapshot.Rule::expression)
        .sorted()
        .toList();
  }

  private List<String> copies(String path) {
    return steps().here.journal().replicas(steps().here.file(path).id()).stream()
        .map(JournalReplica::rse)
        .filter(rse -> !rse.equals("ONSITE"))
        .sorted()
        .toList();
  }

  @Test
  void standsOnTheDatasetIfItsNameDecides() throws Exception {
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, group("run", "7*")));

    registered("cal-run12.1", "a");
    registered("cal-run70.1", "b");
    registered("sky-run70.2", "c");
    followed();

    assertThat(rulesOn(new Did("lst", "run12"))).containsExactly("ONSITE", "QOS=TAPE");
    assertThat(rulesOn(new Did("lst", "run70"))).containsExactly("DISK-A", "ONSITE", "QOS=TAPE");
    assertThat(steps().here.catalogue.snapshot().rules()).hasSize(5);
    assertThat(steps().here.files()).extracting(JournalFile::state).containsOnly(SAFE);
    assertThat(copies("cal-run12.1")).containsExactly("TAPE-A");
    assertThat(copies("sky-run70.2")).containsExactly("DISK-A", "TAPE-A");
  }

  @Test
  void standsOnEachFileThatItIsForIfTheDatasetHasOthersToo() throws Exception {
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, group("kind", "cal")));

    registered("cal-run12.1", "a");
    registered("sky-run12.2", "b");
    followed();

    assertThat(rulesOn(new Did("lst", "run12"))).containsExactly("ONSITE", "QOS=TAPE");
    assertThat(rulesOn(Named.did(steps().here.file("cal-run12.1")))).containsExactly("DISK-A");
    assertThat(rulesOn(Named.did(steps().here.file("sky-run12.2")))).isEmpty();
    assertThat(steps().here.files()).extracting(JournalFile::state).containsOnly(SAFE);
    assertThat(copies("cal-run12.1")).containsExactly("DISK-A", "TAPE-A");
    assertThat(copies("sky-run12.2")).containsExactly("TAPE-A");
  }

  @Test
  void isSafeOnlyWithTheCopiesOfAllRulesThatAreForTheFile() throws Exception {
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, from(5)));
    registered("sky-run12.1", "small"); // 5 bytes: just large enough
    registered("sky-run12.2", "tiny");
    steps().here.catalogue.quiesce();

    // The rule on the file is made only now, and nothing is copied by it yet.
    steps().tick(LATER).take(REGISTERED);
    steps().tick(LATER).take(PROTECTED);

    assertThat(steps().here.file("sky-run12.2").state()).isEqualTo(SAFE);
    assertThat(steps().here.file("sky-run12.1").state()).isNotEqualTo(SAFE);
    followed();
    assertThat(steps().here.file("sky-run12.1").state()).isEqualTo(SAFE);
    assertThat(copies("sky-run12.1")).containsExactly("DISK-A", "TAPE-A");
  }

  @Test
  void endsAtProtectedWhereNoRuleIsForTheFile() throws Exception {
    begin(wish("QOS=TAPE", 1, group("kind", "cal")));

    registered("sky-run12.1", "a");
    followed();

    assertThat(steps().here.file("sky-run12.1").state()).isEqualTo(PROTECTED);
    assertThat(steps().here.file("sky-run12.1").retry().due()).isNull();
  }

  @Test
  void decidesByWhatWasFoundInTheFileAndRemembersItAcrossRestarts() throws Exception {
    When isCal = new When(List.of(new Condition.OfMetadata("kind", values("cal"))));
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, isCal));
    registered("cal-run12.1", "a");
    registered("sky-run12.2", "b");
    followed();
    steps().restart().learnRse();

    steps().tick(LATER).take(SAFE);

    assertThat(steps().here.files()).extracting(JournalFile::state).containsOnly(SAFE);
    assertThat(rulesOn(Named.did(steps().here.file("cal-run12.1")))).containsExactly("DISK-A");
    assertThat(rulesOn(Named.did(steps().here.file("sky-run12.2")))).isEmpty();
  }

  @Test
  void takesSafeBackWhenTheRuleOnTheFileIsGone() throws Exception {
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, group("kind", "cal")));
    registered("cal-run12.1", "a");
    registered("sky-run12.2", "b");
    followed();
    Did cal = Named.did(steps().here.file("cal-run12.1"));
    String onFile =
        steps().here.catalogue.snapshot().rules().entrySet().stream()
            .filter(rule -> rule.getValue().did().equals(cal))
            .findFirst()
            .orElseThrow()
            .getKey();
    steps().here.catalogue.admin().deleteRule(onFile);

    steps().tick(LATER).take(SAFE);

    assertThat(steps().here.file("cal-run12.1").state()).isEqualTo(PROTECTED);
    assertThat(steps().here.file("sky-run12.2").state()).isEqualTo(SAFE);
    steps().tick(LATER).take(PROTECTED);
    assertThat(rulesOn(cal)).as("made again").containsExactly("DISK-A");
  }

  @Test
  void makesNoRuleTwiceWhateverDies() throws Exception {
    begin(wish("QOS=TAPE", 1), wish("DISK-A", 1, group("kind", "cal")));
    registered("cal-run12.1", "a");
    steps().tick(LATER).take(REGISTERED);
    steps().restart().learnRse();
    registered("cal-run12.2", "b");
    followed();
    steps().restart().learnRse();
    followed();

    assertThat(steps().here.catalogue.snapshot().rules()).hasSize(4);
    assertThat(steps().here.files()).extracting(JournalFile::state).containsOnly(SAFE);
  }
}
