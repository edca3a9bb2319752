// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rescan that somebody asks for. */
class AskedRescanTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofDays(1);

  /** Overwritten in place, a file is neither made nor removed, so that no event tells of it. */
  @Test
  void findsAChangeOfASafeFileThatNoEventToldOf(@TempDir Path home) throws Exception {
    try (Installation here = new Installation(home)) {
      Path file = here.write("a.fits", "content");
      Ingest ingest = here.start(Given.at(here.data).rescan(NEVER).recheck(NEVER));
      here.awaitState("a.fits", FileState.SAFE);
      String source = here.file("a.fits").key().source();
      await().atMost(SOON).until(() -> Installation.source(ingest).lastScan() != null);
      Files.writeString(file, "CONTENT", StandardOpenOption.WRITE);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      assertThat(here.file("a.fits").retry().problem()).isNull();

      ingest.rescan(source);

      await()
          .atMost(SOON)
          .until(
              () ->
                  here.file("a.fits").retry().problem() == ProblemCode.CHANGED_AFTER_REGISTRATION);
    }
  }
}
