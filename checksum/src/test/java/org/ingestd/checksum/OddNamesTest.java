// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are bytes; the reader takes whatever the file system gave. */
class OddNamesTest {

  @TempDir Path directory;
  private final DigestReader reader = new DigestReader(0);

  @ParameterizedTest
  @ValueSource(strings = {"%FF%FE.fits", "new%0Aline", "%1B%5B31mred", "caf%C3%A9", "back%5Cslash"})
  void readsAFileWhateverTheBytesOfItsName(String percentEncoded) throws IOException {
    Path file = Path.of(URI.create(directory.toUri() + percentEncoded));
    Files.writeString(file, "abc");

    assertThat(reader.read(file, Set.of(), ReadingWatch.NONE)).isInstanceOf(Reading.Digested.class);
  }

  @Test
  void findsAFileOfSuchANameInItsDirectory() throws IOException, InterruptedException {
    Commands.output(directory, "sh", "-c", "printf abc > \"$(printf 'x\\377y')\"");

    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        assertThat(reader.read(file, Set.of(), ReadingWatch.NONE))
            .isInstanceOf(Reading.Digested.class);
        assertThat(file.toUri().getRawPath()).endsWith("x%FFy");
      }
    }
  }
}
