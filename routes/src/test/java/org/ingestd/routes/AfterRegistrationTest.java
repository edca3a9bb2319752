// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.custody.Recheck;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.testbed.catalogue.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a registered file that changes, is replaced, renamed or removed: told at once,
 * with the registered digests kept, and never registered anew.
 */
class AfterRegistrationTest {

  private static final Duration LATER = Duration.ofMinutes(6);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path home;
  private Stepping steps;
  private Path a;

  @BeforeEach
  void start() throws Exception {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
    a = steps.here.data.resolve("a.fits");
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private void registered(String... paths) throws IOException {
    for (String path : paths) {
      steps.here.write(path, "content");
      steps.sight(path);
    }
    steps.takeUpTo(DIGESTED);
    for (String path : paths) {
      assertThat(steps.here.file(path).state()).isEqualTo(REGISTERED);
    }
  }

  private void safe(String... paths) throws IOException {
    registered(paths);
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    steps.tick(LATER).take(PROTECTED);
    for (String path : paths) {
      assertThat(steps.here.file(path).state()).isEqualTo(SAFE);
    }
  }

  private Recheck.Swept sweep() {
    return steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
  }

  private JournalFile mustBeAlarm(ProblemCode problem) {
    JournalFile file = steps.here.file("a.fits");
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(file.standing().generation()).isEqualTo(1);
    assertThat(Named.digests(file).adler32()).as("the registered one").isEqualTo("0bcb02fc");
    return file;
  }

  private void mustBeSafeWith(ProblemCode problem) {
    JournalFile file = steps.here.file("a.fits");
    assertThat(file.state()).isEqualTo(SAFE);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(Named.digests(file).adler32()).as("the registered one").isEqualTo("0bcb02fc");
  }

  @Test
  void aFileAppendedToAfterRegistrationIsAnAlarm() throws IOException {
    registered("a.fits");
    Files.writeString(a, "content and more");

    sweep();

    mustBeAlarm(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aRewriteOfTheSameSizeWithItsTimeRestoredIsFoundByReadingAgain() throws IOException {
    registered("a.fits");
    FileTime time = Files.getLastModifiedTime(a);
    Files.writeString(a, "CONTENT");
    Files.setLastModifiedTime(a, time);

    sweep();

    mustBeAlarm(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aFileRenamedOverARegisteredOneIsAnAlarm() throws IOException {
    registered("a.fits");
    FileTime time = Files.getLastModifiedTime(a);
    Path other = Files.writeString(home.resolve("other"), "CONTENT");
    Files.move(other, a, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(a, time);

    sweep();

    mustBeAlarm(ProblemCode.REPLACED_AFTER_REGISTRATION);
  }

  @Test
  void aLinkInThePlaceOfARegisteredFileIsAnAlarm() throws IOException {
    registered("a.fits");
    Files.move(a, home.resolve("moved"));
    Files.createSymbolicLink(a, home.resolve("moved"));

    sweep();

    mustBeAlarm(ProblemCode.REPLACED_AFTER_REGISTRATION);
  }

  @Test
  void aDeletedFileIsAnAlarm() throws IOException {
    registered("a.fits", "b.fits");
    Files.delete(a);

    sweep();

    mustBeAlarm(ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void aSafeFileStaysSafeWithItsProblemShownAndToldOnce() throws IOException {
    safe("a.fits", "b.fits");
    Files.delete(a);

    sweep();
    sweep();
    steps.tick(LATER);
    sweep();

    mustBeSafeWith(ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(steps.here.listener.postponed).containsOnlyOnce("a.fits: LOST_AFTER_REGISTRATION");
    assertThat(steps.here.file("b.fits").retry().problem()).isNull();
  }

  @Test
  void aSafeFileThatIsRewrittenStaysSafeWithItsProblemShown() throws IOException {
    safe("a.fits");
    Files.writeString(a, "CONTENT");

    sweep();

    mustBeSafeWith(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aSafeFileThatComesBackAsItWasHasNoProblemAnyMore() throws IOException {
    safe("a.fits", "b.fits");
    Files.move(a, home.resolve("moved"));
    sweep();
    mustBeSafeWith(ProblemCode.LOST_AFTER_REGISTRATION);

    Files.move(home.resolve("moved"), a);
    sweep();

    assertThat(steps.here.file("a.fits").retry().problem()).isNull();
    assertThat(steps.here.file("a.fits").state()).isEqualTo(SAFE);
  }

  @Test
  void aChangeOfModeAloneIsReadOnceAndRemembered() throws IOException {
    registered("a.fits");
    Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("r--r--r--"));
    FileStamp now = FileStamp.of(a);
    assertThat(steps.here.file("a.fits").stamp()).isNotEqualTo(now);

    sweep();

    assertThat(steps.here.file("a.fits").state()).isEqualTo(REGISTERED);
    assertThat(steps.here.file("a.fits").stamp()).isEqualTo(now);
  }

  @Test
  void nothingIsLostWhileTheSourceIsNotThere() throws IOException {
    registered("a.fits");
    Files.move(steps.here.data, home.resolve("unmounted"));

    assertThat(sweep().why()).contains("is not there");
    assertThat(steps.here.file("a.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void nothingIsLostWhenAnotherDiskIsAtItsPlace() throws IOException {
    String[] paths = new String[12];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = "night/f" + i;
    }
    registered(paths);
    Files.move(steps.here.data, home.resolve("real"));
    Files.createDirectory(steps.here.data);
    steps.here.write("other/f0", "of another disk");

    assertThat(sweep().why()).contains("none of its 12 registered files is there");
    assertThat(steps.here.files()).allMatch(file -> file.state() == REGISTERED);

    Files.move(steps.here.data, home.resolve("foreign"));
    Files.move(home.resolve("real"), steps.here.data);
    Files.delete(steps.here.data.resolve("night/f3"));
    assertThat(sweep().why()).isEmpty();
    assertThat(steps.here.files().stream().filter(file -> file.state() == QUARANTINED))
        .extracting(file -> file.key().path().text())
        .containsExactly("night/f3");
  }

  @Test
  void aSightingOfAChangedRegisteredFileIsAnAlarmToo() throws IOException {
    registered("a.fits");
    Files.writeString(a, "rewritten");

    steps.sight("a.fits");

    mustBeAlarm(ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @Test
  void aReplacementSeenWhileTheFileIsBeingRegisteredKeepsWhatWasRegistered() throws Exception {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(SETTLED);
    steps.here.catalogue.faults().add(Fault.delay("attach", Duration.ofSeconds(1)));
    CompletableFuture<Integer> registering =
        CompletableFuture.supplyAsync(() -> steps.take(DIGESTED));
    await().atMost(SOON).until(() -> steps.here.catalogue.calls().writing() > 0);
    Path other = Files.writeString(home.resolve("other"), "another");
    Files.move(other, a, StandardCopyOption.REPLACE_EXISTING);

    JournalFile renewed = steps.sight("a.fits");
    assertThat(renewed.standing().generation()).isEqualTo(2);
    registering.join();

    JournalFile file = steps.here.file("a.fits");
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(ProblemCode.REPLACED_AFTER_REGISTRATION);
    assertThat(Named.digests(file).adler32()).isEqualTo("0bcb02fc");
    assertThat(steps.here.rucio.files(List.of(Named.did(file)))).hasSize(1);
    assertThat(steps.here.journal().history(file.id()))
        .extracting(line -> Objects.toString(line.to()))
        .contains("REGISTERED");
  }
}
