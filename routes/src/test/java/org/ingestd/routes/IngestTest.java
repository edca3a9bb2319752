// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.ingestd.journal.FileState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @Test
  void bringsAFileFromTheDirectoryToSafe(@TempDir Path home) throws IOException {
    try (Installation here = new Installation(home)) {
      here.write("run1/a.fits", "content");

      here.start(Given.at(here.data));

      here.awaitAll(1, FileState.SAFE);
      assertThat(here.listener.faults).isEmpty();
      assertThat(here.listener.moves)
          .containsExactly(
              "run1/a.fits: SIGHTED",
              "run1/a.fits: SETTLED",
              "run1/a.fits: DIGESTED",
              "run1/a.fits: REGISTERED",
              "run1/a.fits: PROTECTED",
              "run1/a.fits: SAFE");
    }
  }
}
