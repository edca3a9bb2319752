// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Step;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file under another name than the one it was seen under, with no event that told of it: it is
 * never registered twice.
 */
class RenamesTest {

  private static final Duration LATER = Duration.ofMinutes(6);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws Exception {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private void registered(String... paths) throws IOException {
    for (String path : paths) {
      steps.here.write(path, "content of " + path);
      steps.sight(path);
    }
    steps.takeUpTo(DIGESTED);
    for (String path : paths) {
      assertThat(steps.here.file(path).state()).isEqualTo(REGISTERED);
    }
  }

  private Path at(String path) {
    return steps.here.data.resolve(path);
  }

  /** What the next scan sees, and all that comes of it. */
  private void seen(String... paths) throws IOException {
    for (String path : paths) {
      steps.sight(path);
    }
    steps.tick(LATER).takeUpTo(DIGESTED);
  }

  private void sweep() {
    assertThat(
            steps
                .workshop
                .recheck()
                .sweep(steps.workshop.bench().sources().named("lst1"), true)
                .why())
        .isEmpty();
  }

  private void mustBeRenamed(String path, String registeredAs) throws RucioException {
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(ProblemCode.RENAMED_AFTER_REGISTRATION);
    assertThat(file.retry().detail()).contains(registeredAs);
    assertThat(inRucio(path)).isFalse();
  }

  private boolean inRucio(String path) throws RucioException {
    Did did = new Did("lst", path);
    return steps.here.rucio.files(List.of(did)).containsKey(did);
  }

  private void mustHave(String path, ProblemCode problem) {
    assertThat(steps.here.file(path).retry().problem()).as(path).isEqualTo(problem);
  }

  @Test
  void whileTheDaemonWasDownItIsToldUnderBothNames() throws Exception {
    registered("a.fits", "other.fits");
    steps.restart().learnRse();
    Files.move(at("a.fits"), at("b.fits"));

    seen("b.fits");
    sweep();

    mustBeRenamed("b.fits", "a.fits");
    mustHave("a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
  }

  @Test
  void aDirectoryOfRegisteredFilesIsNotRegisteredAgainUnderItsOtherName() throws Exception {
    registered("run1/deep/a.fits", "run1/b.fits", "other.fits");
    Files.move(at("run1"), at("run2"));

    sweep();
    seen("run2/deep/a.fits", "run2/b.fits");

    mustBeRenamed("run2/deep/a.fits", "run1/deep/a.fits");
    mustBeRenamed("run2/b.fits", "run1/b.fits");
    mustHave("run1/deep/a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
    mustHave("run1/b.fits", ProblemCode.LOST_AFTER_REGISTRATION);
  }

  @Test
  void aNewFileAtTheOldNameDoesNotHideIt() throws Exception {
    registered("a.fits");
    Files.move(at("a.fits"), at("a.1.fits"));
    steps.here.write("a.fits", "the next one");

    seen("a.1.fits", "a.fits");

    mustBeRenamed("a.1.fits", "a.fits");
    mustHave("a.fits", ProblemCode.REPLACED_AFTER_REGISTRATION);
  }

  @Test
  void anotherHardLinkIsAnotherFile() throws Exception {
    registered("a.fits");
    Files.createLink(at("b.fits"), at("a.fits"));

    seen("b.fits");

    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void theSameInodeWithOtherContentIsAnotherFile() throws Exception {
    registered("a.fits");
    Files.move(at("a.fits"), at("b.fits"));
    Files.writeString(at("b.fits"), "written over");

    seen("b.fits");

    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void whileTheCallIsUnderWayItIsToldUnderBothNamesOnceRucioHasAnswered() throws Exception {
    digested("a.fits");
    steps.here.catalogue.faults().add(Fault.delay("attach", Duration.ofSeconds(3)));
    CompletableFuture<Integer> registering =
        CompletableFuture.supplyAsync(() -> steps.take(DIGESTED));
    await().atMost(SOON).until(() -> steps.here.catalogue.calls().writing() > 0);
    Files.move(at("a.fits"), at("b.fits"));
    steps.workshop.recheck().gone(List.of(steps.here.file("a.fits").key()));

    seen("b.fits");
    assertThat(registering).as("still under way").isNotDone();
    assertThat(steps.here.file("b.fits").state()).as("waits for the answer").isEqualTo(DIGESTED);
    registering.join();

    mustHave("a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(QUARANTINED);
    steps.tick(LATER).take(DIGESTED);
    mustBeRenamed("b.fits", "a.fits");
  }

  @Test
  void afterAnAnswerThatWasLostItIsKnownByWhatRucioHas() throws Exception {
    digested("a.fits");
    answersAreLost();
    steps.take(DIGESTED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(DIGESTED);
    steps.here.catalogue.faults().clear();
    steps.tick(LATER).restart().learnRse();
    Files.move(at("a.fits"), at("b.fits"));

    seen("b.fits");

    assertThat(inRucio("a.fits")).isTrue();
    mustHave("a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(steps.here.journal().history(steps.here.file("a.fits").id()))
        .extracting("to")
        .containsSubsequence(DIGESTED, REGISTERED, QUARANTINED);
    mustBeRenamed("b.fits", "a.fits");
  }

  @Test
  void whileNobodyKnowsWhatBecameOfACallTheOtherNameWaits() throws Exception {
    digested("a.fits");
    Step register = steps.workshop.register();
    answersAreLost();
    register.take(List.of(steps.here.file("a.fits")));
    steps.here.catalogue.faults().clear();
    steps.tick(LATER);
    Files.move(at("a.fits"), at("b.fits"));
    digested("b.fits");

    register.take(List.of(steps.here.file("b.fits")));
    assertThat(steps.here.file("b.fits").state()).isEqualTo(DIGESTED);
    assertThat(inRucio("b.fits")).isFalse();

    register.take(List.of(steps.here.file("a.fits")));
    register.take(List.of(steps.here.file("b.fits")));
    mustHave("a.fits", ProblemCode.LOST_AFTER_REGISTRATION);
    mustBeRenamed("b.fits", "a.fits");
  }

  @Test
  void theOtherNameWaitsNoLongerThanTheCallIsUndecided() throws Exception {
    digested("a.fits");
    Step register = steps.workshop.register();
    steps.here.catalogue.faults().add(Fault.busy("attach", 1));
    register.take(List.of(steps.here.file("a.fits")));
    steps.here.catalogue.faults().clear();
    steps.tick(LATER);
    Files.move(at("a.fits"), at("b.fits"));
    digested("b.fits");
    JournalFile a = steps.here.file("a.fits");
    steps
        .here
        .journal()
        .record(
            List.of(
                new Entry.Move(
                    a.id(), DIGESTED, VANISHED, "seen", Facts.NONE, Entry.Next.nothing())));

    register.take(List.of(steps.here.file("b.fits")));

    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void goneWhileRucioIsAwayItIsNotYetSaidToHaveVanished() throws Exception {
    digested("a.fits");
    Files.delete(at("a.fits"));
    steps.here.catalogue.beginOutage();
    steps.take(DIGESTED);
    assertThat(steps.here.file("a.fits").state()).isEqualTo(DIGESTED);

    steps.here.catalogue.endOutage();
    steps.tick(LATER).take(DIGESTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(VANISHED);
  }

  @Test
  void twoHardLinksThatAreBothThereAreRegisteredInOneBatch() throws Exception {
    steps.here.write("a.fits", "content");
    Files.createLink(at("b.fits"), at("a.fits"));
    steps.sight("a.fits");
    steps.sight("b.fits");

    steps.tick(LATER).takeUpTo(DIGESTED);

    assertThat(steps.here.files()).hasSize(2).allMatch(file -> file.state() == REGISTERED);
  }

  private void digested(String path) throws IOException {
    if (!Files.exists(at(path))) {
      steps.here.write(path, "content of " + path);
    }
    steps.sight(path);
    steps.tick(LATER).takeUpTo(SETTLED);
    assertThat(steps.here.file(path).state()).isEqualTo(DIGESTED);
  }

  private void answersAreLost() {
    steps.here.catalogue.faults().add(Fault.of(Fault.Kind.LOST_ANSWER, "attach"));
  }

  @Test
  void aPersonWhoWantsItUnderBothNamesGetsIt() throws Exception {
    registered("a.fits");
    Files.move(at("a.fits"), at("b.fits"));
    seen("b.fits");
    mustBeRenamed("b.fits", "a.fits");

    steps
        .here
        .journal()
        .record(
            List.of(
                new Entry.Move(
                    steps.here.file("b.fits").id(),
                    QUARANTINED,
                    SIGHTED,
                    "retried by me",
                    Facts.NONE,
                    Entry.Next.due(steps.clock.instant()))));
    steps.restart().learnRse();
    steps.tick(LATER).takeUpTo(DIGESTED);

    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void beforeItWasRegisteredOnlyTheFinalNameIs() throws Exception {
    for (String last : List.of("sighted", "settled", "digested")) {
      steps.here.write(last + ".raw", "content of " + last);
      steps.sight(last + ".raw");
    }
    steps.take(SIGHTED);
    Files.move(at("settled.raw"), at("settled.fits"));
    steps.take(SETTLED);
    Files.move(at("digested.raw"), at("digested.fits"));
    steps.here.write("sighted2.raw", "content");
    steps.sight("sighted2.raw");
    Files.move(at("sighted2.raw"), at("sighted2.fits"));

    seen("settled.fits", "digested.fits", "sighted2.fits");

    for (String name : List.of("settled", "digested", "sighted2")) {
      assertThat(steps.here.file(name + ".raw").state()).as(name).isEqualTo(VANISHED);
      assertThat(steps.here.file(name + ".fits").state()).as(name).isEqualTo(REGISTERED);
      assertThat(inRucio(name + ".raw")).as(name).isFalse();
      assertThat(inRucio(name + ".fits")).as(name).isTrue();
    }
    assertThat(steps.here.file("sighted.raw").state()).isEqualTo(REGISTERED);
  }
}
