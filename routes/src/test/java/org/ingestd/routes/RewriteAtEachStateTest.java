// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.rucio.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A file gets other content of the same size, with its modification time restored, in each state
 * that it can be in; no scan sees it, the steps find it by themselves.
 */
class RewriteAtEachStateTest {

  private static final Duration LATER = Duration.ofMinutes(6);
  private static final String ADLER32_OF_CONTENT = "0bcb02fc";
  private static final String ADLER32_OF_CHANGED = "07ac01eb";

  @TempDir Path home;
  private Stepping steps;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    steps = new Stepping(home).learnRse();
    steps.here.catalogue.daemons().pause();
    file = steps.here.write("a.fits", "content");
    steps.sight("a.fits");
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private void bringTo(FileState state) {
    for (FileState from : Stepping.ON_THE_WAY) {
      if (now().state() == state) {
        return;
      }
      goOn(from);
    }
    assertThat(now().state()).isEqualTo(state);
  }

  private void goOn(FileState from) {
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(from);
  }

  private JournalFile now() {
    return steps.here.file("a.fits");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"RELEASED", "QUARANTINED", "VANISHED"})
  void isFoundWhenItIsWrittenInPlace(FileState state) throws IOException {
    bringTo(state);
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "CHANGED");
    Files.setLastModifiedTime(file, time);

    mustBeFound(state, ProblemCode.CHANGED_AFTER_REGISTRATION);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"RELEASED", "QUARANTINED", "VANISHED"})
  void isFoundWhenAnotherFileIsRenamedOverIt(FileState state) throws IOException {
    bringTo(state);
    FileTime time = Files.getLastModifiedTime(file);
    Path other = Files.writeString(home.resolve("other"), "CHANGED");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    mustBeFound(state, ProblemCode.REPLACED_AFTER_REGISTRATION);
  }

  private void mustBeFound(FileState state, ProblemCode problem) {
    for (int i = 0; i < 2; i++) {
      Stepping.ON_THE_WAY.forEach(this::goOn);
    }
    steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
    Digests known = Named.digests(now());
    if (state.compareTo(FileState.REGISTERED) < 0) {
      assertThat(now().state()).isEqualTo(FileState.SAFE);
      assertThat(now().retry().problem()).isNull();
      assertThat(known.adler32()).isEqualTo(ADLER32_OF_CHANGED);
    } else {
      assertThat(now().state())
          .isEqualTo(state == FileState.SAFE ? FileState.SAFE : FileState.QUARANTINED);
      assertThat(now().retry().problem()).isEqualTo(problem);
      assertThat(known.adler32()).as("the registered one").isEqualTo(ADLER32_OF_CONTENT);
    }
  }
}
