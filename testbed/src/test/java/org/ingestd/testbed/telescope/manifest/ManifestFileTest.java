// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFileTest {

  private static final WrittenBytes WRITTEN =
      new WrittenBytes(3, "024d0127", "900150983cd24fb0d6963f7d28e17f72");

  @TempDir Path directory;

  @Test
  void readsBackWhatItWroteWhateverTheName() throws Exception {
    RawPath odd = RawPath.of(new byte[] {'R', '0', '/', (byte) 0xff, '\n', '"', '\\'});
    ManifestEntry ordinary =
        ManifestEntry.ordinary(
            RawPath.of("R0/a+b.fits.fz"), Profile.LST, Finishing.RENAME, WRITTEN);
    ManifestEntry fifo =
        new ManifestEntry(odd, Profile.LOFAR, Finishing.NEVER, Fate.IGNORED, Oddity.FIFO, null);
    Path file = directory.resolve("manifest.ndjson");

    try (ManifestFile out = ManifestFile.create(file)) {
      out.add(ordinary);
      out.add(fifo);
    }

    assertThat(ManifestFile.read(file).entries()).containsExactly(ordinary, fifo);
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"path\":\"R0/a+b.fits.fz\",")
        .endsWith("\"size\":3,\"adler32\":\"024d0127\",\"md5\":\"" + WRITTEN.md5() + "\"}");
  }

  @Test
  void everyKeyOfEveryEnumIsReadBack() throws Exception {
    Path file = directory.resolve("manifest.ndjson");
    Manifest manifest = new Manifest();
    for (Oddity oddity : Oddity.values()) {
      for (Finishing finishing : Finishing.values()) {
        manifest.add(
            new ManifestEntry(
                RawPath.of("x"), Profile.CTAO, finishing, oddity.fate(), oddity, WRITTEN));
      }
    }

    try (ManifestFile out = ManifestFile.create(file)) {
      for (ManifestEntry entry : manifest.entries()) {
        out.add(entry);
      }
    }

    assertThat(ManifestFile.read(file).entries()).isEqualTo(manifest.entries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"pathBytes\":\"eA==\",\"profile\":\"lst\",\"finishing\":\"slow\",\"fate\":\"lost\"}",
        "{\"pathBytes\":\"eA==\",\"profile\":\"lst\",\"finishing\":\"slow\",\"fate\":\"register\"}"
      })
  void namesFileAndLineOfWhatIsNoEntry(String line) throws Exception {
    Path file = Files.writeString(directory.resolve("broken.ndjson"), line + "\n");

    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.ndjson:1");
  }
}
