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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.steps.rucio.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registered file that was lost, changed or replaced, and that a person has read again. */
class ReadAgainTest {

  private static final Duration LATER = Duration.ofMinutes(6);
  private static final String REGISTERED_ADLER32 = "0bcb02fc";

  @TempDir Path home;
  private Stepping steps;
  private Path a;

  @BeforeEach
  void start() throws Exception {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
    a = steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    assertThat(file().state()).isEqualTo(REGISTERED);
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile file() {
    return steps.here.file("a.fits");
  }

  private void becomesSafe() {
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    steps.tick(LATER).take(PROTECTED);
    assertThat(file().state()).isEqualTo(SAFE);
  }

  private void sweep() {
    var unused =
        steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
  }

  /** As from a backup: other inode, other times. */
  private void replace(String content) throws IOException {
    Path other = Files.writeString(home.resolve("backup"), content);
    Files.move(other, a, StandardCopyOption.REPLACE_EXISTING);
  }

  private void mustHave(ProblemCode problem) {
    assertThat(file().retry().problem()).isEqualTo(problem);
  }

  /** What the daemon records for {@code files retry}. */
  private void ask() {
    JournalFile file = file();
    Entry.Next now =
        new Entry.Next(steps.clock.instant(), ProblemCode.READ_AGAIN, "retried; it was " + file);
    steps.here.journal().record(List.of(new Entry.Remark(file.id(), file.state(), "retried", now)));
  }

  private String lastReason() {
    List<HistoryLine> history = steps.here.journal().history(file().id());
    return history.get(history.size() - 1).reason();
  }

  @Test
  void aFileRestoredWithTheSameBytesGoesOnWithItsNewAttributesInOneLineOfItsHistory()
      throws Exception {
    Files.delete(a);
    sweep();
    mustHave(ProblemCode.LOST_AFTER_REGISTRATION);
    replace("content");
    ask();
    int lines = steps.here.journal().history(file().id()).size();
    long writes = steps.here.catalogue.calls().writing();

    steps.take(QUARANTINED);

    assertThat(file().state()).isEqualTo(REGISTERED);
    assertThat(file().retry().problem()).isNull();
    assertThat(file().stamp()).isEqualTo(FileStamp.of(a));
    assertThat(file().standing().generation()).isEqualTo(1);
    assertThat(lastReason())
        .contains("size and adler32, md5 are as registered; new attributes are taken over");
    assertThat(steps.here.journal().history(file().id())).hasSize(lines + 1);
    sweep();
    becomesSafe();
    assertThat(steps.here.catalogue.calls().writing()).as("nothing new").isEqualTo(writes);
    assertThat(steps.here.journal().check()).isEmpty();
  }

  @Test
  void otherBytesOfTheSameSizeAreToldWithBothDigestsAndStayForAPerson() throws Exception {
    replace("CONTENT");
    sweep();
    mustHave(ProblemCode.REPLACED_AFTER_REGISTRATION);
    FileStamp registered = file().stamp();
    ask();

    steps.take(QUARANTINED);

    assertThat(file().state()).isEqualTo(QUARANTINED);
    mustHave(ProblemCode.REPLACED_AFTER_REGISTRATION);
    assertThat(file().retry().detail())
        .contains("adler32 " + REGISTERED_ADLER32 + ", now 084b021c", "md5 ");
    assertThat(file().retry().due()).as("not by itself").isNull();
    assertThat(file().stamp()).isEqualTo(registered);
    assertThat(Named.digests(file()).adler32()).isEqualTo(REGISTERED_ADLER32);
    assertThat(lastReason()).contains(REGISTERED_ADLER32, "084b021c");
    assertThat(steps.here.listener.mismatches).contains(Witness.REHASH);
  }

  @Test
  void anotherSizeIsToldWithBothSizes() throws Exception {
    Files.writeString(a, "content and more");
    sweep();
    ask();

    steps.take(QUARANTINED);

    mustHave(ProblemCode.CHANGED_AFTER_REGISTRATION);
    assertThat(file().retry().detail()).contains("size 7, now 16");
  }

  @Test
  void whatIsNotThereYetIsLostStill() throws Exception {
    Files.delete(a);
    sweep();
    ask();

    steps.take(QUARANTINED);

    assertThat(file().state()).isEqualTo(QUARANTINED);
    mustHave(ProblemCode.LOST_AFTER_REGISTRATION);
    assertThat(file().retry().due()).isNull();
  }

  @Test
  void whileTheSourceIsAwayNothingIsSaidAndItIsReadLater() throws Exception {
    Files.delete(a);
    sweep();
    ask();
    Files.move(steps.here.data, home.resolve("unmounted"));

    steps.take(QUARANTINED);
    steps.tick(LATER).take(QUARANTINED);

    mustHave(ProblemCode.READ_AGAIN);
    assertThat(file().retry().attempts()).isEqualTo(2);
    assertThat(Objects.toString(file().retry().detail()))
        .containsOnlyOnce("Not read yet: " + ProblemCode.SOURCE_OFFLINE.sentence());

    Files.move(home.resolve("unmounted"), steps.here.data);
    replace("content");
    steps.tick(LATER).take(QUARANTINED);
    assertThat(file().state()).isEqualTo(REGISTERED);
  }

  @Test
  void aSafeFileThatWasRestoredIsWithoutAProblemAgain() throws Exception {
    becomesSafe();
    replace("content");
    sweep();
    mustHave(ProblemCode.REPLACED_AFTER_REGISTRATION);
    ask();
    sweep();
    mustHave(ProblemCode.READ_AGAIN);

    steps.take(SAFE);

    assertThat(file().state()).isEqualTo(SAFE);
    assertThat(file().retry().problem()).isNull();
    assertThat(file().stamp()).isEqualTo(FileStamp.of(a));
    assertThat(lastReason()).contains("are as registered");
    steps.tick(LATER).take(SAFE);
    sweep();
    assertThat(file().retry().problem()).isNull();
    assertThat(file().retry().due()).isAfter(steps.clock.instant());
  }

  @Test
  void aSafeFileWithOtherBytesStaysSafeWithItsProblem() throws Exception {
    becomesSafe();
    replace("CONTENT");
    sweep();
    ask();

    steps.take(SAFE);

    assertThat(file().state()).isEqualTo(SAFE);
    mustHave(ProblemCode.REPLACED_AFTER_REGISTRATION);
    assertThat(file().retry().detail()).contains(REGISTERED_ADLER32);
    assertThat(file().retry().due()).isAfter(steps.clock.instant());
  }

  @Test
  void aHoldThatCameWhileItWasReadStands() throws Exception {
    replace("content");
    sweep();
    ask();
    List<JournalFile> claimed = List.of(file());
    steps
        .here
        .journal()
        .record(
            List.of(
                new Entry.Remark(
                    file().id(),
                    QUARANTINED,
                    "held",
                    Entry.Next.person(ProblemCode.HELD, "while it was read"))));

    steps.workshop.readAgain().take(claimed);

    assertThat(file().state()).isEqualTo(QUARANTINED);
    mustHave(ProblemCode.HELD);
  }
}
