// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickenVerbTest {

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  @TempDir private Path folder;

  private List<Path> there() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theLibraryIsUnpackedUnderTheDriversVersionAndNothingElseStays() throws Exception {
    Invocation quicken = Invocation.of("quicken", folder.toString());

    assertThat(quicken.exit()).isZero();
    assertThat(there()).hasSize(1);
    Path library = there().get(0);
    assertThat(quicken.out()).isEqualTo(library + "\n");
    assertThat(library.getFileName().toString()).matches("libsqlitejdbc-\\d+(\\.\\d+)+\\.so");
    assertThat(Files.readAllBytes(library)).startsWith(ELF);
  }

  @Test
  void oneThatIsThereIsReplaced() throws Exception {
    assertThat(Invocation.of("quicken", folder.toString()).exit()).isZero();
    Path library = there().get(0);
    Files.writeString(library, "half of it");

    assertThat(Invocation.of("quicken", folder.toString()).exit()).isZero();

    assertThat(Files.readAllBytes(library)).startsWith(ELF);
  }

  @Test
  void whereNothingCanBeWrittenItSaysSo() {
    Invocation quicken = Invocation.of("quicken", folder.resolve("nowhere").toString());

    assertThat(quicken.exit()).isNotZero();
    assertThat(quicken.err()).contains("nowhere");
  }
}
