// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestStepTest {

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException {
    steps = new Stepping(home);
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private Path settled(String path, String content) throws IOException {
    Path file = steps.here.write(path, content);
    steps.sight(path);
    steps.take(SIGHTED);
    assertThat(steps.here.file(path).state()).isEqualTo(SETTLED);
    return file;
  }

  @Test
  void readsOnceAndNames() throws IOException {
    settled("run1/a.fits", "content");

    steps.take(SETTLED);

    JournalFile file = steps.here.file("run1/a.fits");
    assertThat(file.state()).isEqualTo(DIGESTED);
    assertThat(Named.digests(file).adler32()).isEqualTo("0bcb02fc");
    assertThat(Named.digests(file).get(DigestAlgorithm.MD5))
        .contains("9a0364b9e99bb480dd25e1f0284c8555");
    assertThat(Named.did(file)).isEqualTo(new Did("lst", "run1/a.fits"));
  }

  @Test
  void aFileThatChangedAfterItSettledStartsAgainWithoutDigests() throws IOException {
    Path file = settled("a.fits", "content");
    Files.writeString(file, "rewritten");

    steps.take(SETTLED);

    JournalFile again = steps.here.file("a.fits");
    assertThat(again.state()).isEqualTo(SIGHTED);
    assertThat(again.standing().generation()).isEqualTo(2);
    assertThat(again.identity().digests()).isNull();
    assertThat(again.size()).isEqualTo(9);
  }

  @Test
  void eachFileOfABatchHasItsOwnOutcome() throws IOException {
    settled("gone.fits", "content");
    settled("link.fits", "content");
    settled("directory.fits", "content");
    settled("good.fits", "content");
    Files.delete(steps.here.data.resolve("gone.fits"));
    Files.delete(steps.here.data.resolve("link.fits"));
    Files.createSymbolicLink(steps.here.data.resolve("link.fits"), Path.of("good.fits"));
    Files.delete(steps.here.data.resolve("directory.fits"));
    Files.createDirectory(steps.here.data.resolve("directory.fits"));

    steps.take(SETTLED);

    assertThat(List.of("gone.fits", "link.fits", "directory.fits"))
        .allSatisfy(path -> assertThat(steps.here.file(path).state()).isEqualTo(VANISHED));
    assertThat(steps.here.file("good.fits").state()).isEqualTo(DIGESTED);
  }

  @Test
  void nothingIsRecordedOfReadingsThatAStopCutShort() throws IOException {
    settled("a.fits", "content");
    steps.workshop.stopReading();

    steps.take(SETTLED);

    JournalFile file = steps.here.file("a.fits");
    assertThat(file.state()).isEqualTo(SETTLED);
    assertThat(file.retry().attempts()).isZero();
  }

  @Test
  void aDirectoryThatLostItsMountPostpones() throws IOException {
    settled("a.fits", "content");
    Files.move(steps.here.data, home.resolve("unmounted"));

    steps.take(SETTLED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(SETTLED);
    assertThat(steps.here.file("a.fits").retry().problem()).isEqualTo(ProblemCode.SOURCE_OFFLINE);
  }
}
