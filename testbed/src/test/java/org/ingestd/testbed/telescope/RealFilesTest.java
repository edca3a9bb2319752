// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsIntegrityException;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.checksum.manifest.Manifest;
import org.ingestd.checksum.manifest.ManifestVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and checksums that others made: see test-data/README.md. */
class RealFilesTest {

  private static final Path TEST_DATA = Path.of("..", "test-data").toAbsolutePath().normalize();

  @ParameterizedTest
  @MethodSource("files")
  void theDaemonsReaderAgreesWithTheToolsOfOthers(Path file) throws Exception {
    Manifest manifest = Manifest.read(TEST_DATA.resolve("MANIFEST"), TEST_DATA);

    ManifestVerdict verdict =
        manifest.compare(
            file, new DigestReader().read(file, manifest.digestsFor(file), ReadingWatch.NONE));

    assertThat(verdict)
        .isEqualTo(
            new ManifestVerdict.Same(
                Set.of(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5, DigestAlgorithm.SHA256)));
  }

  @Test
  void everyFileIsInTheManifest() throws Exception {
    Manifest manifest = Manifest.read(TEST_DATA.resolve("MANIFEST"), TEST_DATA);

    assertThat(files()).hasSize(12).containsExactlyInAnyOrderElementsOf(manifest.files());
  }

  @Test
  void goodSumsInsideAreBelievedAndBadOnesFound() throws Exception {
    try (Fits good = new Fits(TEST_DATA.resolve("astropy/checksum.fits").toFile());
        Fits bad = new Fits(TEST_DATA.resolve("astropy/checksum_false.fits").toFile())) {
      good.verifyIntegrity();

      assertThatThrownBy(bad::verifyIntegrity).isInstanceOf(FitsIntegrityException.class);
    }
  }

  static List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(TEST_DATA, 2)) {
      return all.filter(path -> path.toString().matches(".*\\.(fits|h5)")).sorted().toList();
    }
  }
}
