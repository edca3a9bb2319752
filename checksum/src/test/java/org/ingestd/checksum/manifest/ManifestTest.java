// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ingestd.checksum.Commands;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final String ABC_MD5 = "900150983cd24fb0d6963f7d28e17f72";

  @TempDir Path directory;
  @TempDir Path lists;
  private final DigestReader reader = new DigestReader(0);

  @Test
  void agreesWithWhatTheSystemsCommandsWrote() throws Exception {
    Files.writeString(directory.resolve("plain"), "abc");
    Files.writeString(directory.resolve("with two  spaces"), "def");
    Files.writeString(named("back%5Cslash"), "ghi");
    Files.writeString(named("new%0Aline"), "jkl");
    Files.writeString(named("not%FFutf8"), "mno");
    Path list = lists.resolve("list");
    String both = "md5sum * >\"$0\" && sha256sum -b * >>\"$0\" && md5sum --tag * >>\"$0\"";
    Commands.output(directory, "sh", "-c", both, list.toString());

    Manifest manifest = Manifest.read(list, directory);

    assertThat(manifest.files()).hasSize(5).contains(named("not%FFutf8"));
    for (Path file : manifest.files()) {
      assertThat(compare(manifest, file))
          .isEqualTo(
              new ManifestVerdict.Same(EnumSet.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA256)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "two%20%20spaces", "caf%C3%A9", "back%5Cslash", "new%0Aline", "%FF"})
  void readsTheLinesThatItWritesItselfWhateverTheName(String percentEncoded) throws Exception {
    Path file = Files.writeString(named(percentEncoded), "abc");
    for (Set<DigestAlgorithm> wanted :
        List.of(Set.<DigestAlgorithm>of(), EnumSet.allOf(DigestAlgorithm.class))) {
      Reading.Digested read = read(file, wanted);

      String line = ManifestLine.text(file.getFileName(), 3, read.digests());
      Manifest manifest = manifest(line);

      assertThat(line).doesNotContain("\n");
      assertThat(manifest.files()).containsExactly(file);
      assertThat(manifest.digestsFor(file)).isEqualTo(read.digests().values().keySet());
      assertThat(manifest.compare(file, read)).isInstanceOf(ManifestVerdict.Same.class);
    }
  }

  @Test
  void writesAdler32SizeAndPath() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "abc");
    Digests adlerOnly = read(file, Set.of()).digests();
    Digests both = read(file, EnumSet.of(DigestAlgorithm.MD5)).digests();

    assertThat(ManifestLine.text(Path.of("some/file"), 3, adlerOnly))
        .isEqualTo("024d0127  3  some/file");
    assertThat(ManifestLine.text(Path.of("/some/file"), 3, both))
        .isEqualTo("024d0127  md5:" + ABC_MD5 + "  3  /some/file");
    assertThat(ManifestLine.text(Path.of("a\nb\u001b[31m"), 3, adlerOnly))
        .isEqualTo("\\024d0127  3  a\\nb\\x1B[31m");
  }

  @Test
  void namesBothValuesOfAllThatDiffers() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "abc");
    Manifest manifest = manifest("024d0128  4  file", ABC_MD5 + "  file");

    assertThat(compare(manifest, file))
        .isEqualTo(
            new ManifestVerdict.Differs(
                List.of(
                    new ManifestVerdict.Difference("size", "4", "3"),
                    new ManifestVerdict.Difference("adler32", "024d0128", "024d0127"))));
  }

  @Test
  void tellsUnlistedMissingAndUnreadFilesApart() throws Exception {
    Path listed = directory.resolve("listed");
    Path other = Files.writeString(directory.resolve("other"), "abc");
    Manifest manifest = manifest(ABC_MD5 + "  listed");

    assertThat(compare(manifest, other)).isEqualTo(new ManifestVerdict.NotInManifest());
    assertThat(manifest.digestsFor(other)).isEmpty();
    assertThat(compare(manifest, listed)).isEqualTo(new ManifestVerdict.Missing());
    Files.createDirectory(listed);
    assertThat(compare(manifest, listed)).isInstanceOf(ManifestVerdict.NotCompared.class);
  }

  @Test
  void neverSaysSameWhereNothingWasCompared() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "abc");
    Manifest manifest = manifest(ABC_MD5 + "  file");

    assertThat(manifest.compare(file, read(file, Set.of())))
        .isInstanceOf(ManifestVerdict.NotCompared.class);
  }

  @Test
  void findsFilesBesideTheManifestWhenTheBaseHasNone() throws Exception {
    Path below = Files.createDirectory(directory.resolve("below"));
    Path file = Files.writeString(below.resolve("file"), "abc");
    Path list = Files.writeString(below.resolve("list"), ABC_MD5 + "  ./file\n");

    Manifest manifest = Manifest.read(list, directory);

    assertThat(compare(manifest, file)).isInstanceOf(ManifestVerdict.Same.class);
  }

  @Test
  void takesCapitalsCommentsEmptyLinesAndCarriageReturns() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "abc");
    Manifest manifest =
        manifest(
            "# night of 20261122\r", "\r", ABC_MD5.toUpperCase(java.util.Locale.ROOT) + " *file\r");

    assertThat(compare(manifest, file)).isInstanceOf(ManifestVerdict.Same.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no line of a manifest",
        "900150983cd24fb0d6963f7d28e17f7  file",
        "a9993e364706816aba3e25717850c26c9cd0d89d  file",
        "024d0127  md5:024d0127  3  file",
        "024d0127  sha1:a9993e364706816aba3e25717850c26c9cd0d89d  3  file",
        "\\900150983cd24fb0d6963f7d28e17f72  bad\\escape",
        "\\900150983cd24fb0d6963f7d28e17f72  zero\\x00",
        "900150983cd24fb0d6963f7d28e17f72  "
      })
  void refusesALineItCannotUnderstandNamingItsPlace(String line) {
    assertThatThrownBy(() -> manifest(ABC_MD5 + "  fine", line))
        .isInstanceOf(ManifestRefused.class)
        .hasMessageContaining("list:2: '");
  }

  @Test
  void refusesTwoLinesThatContradictEachOther() {
    assertThatThrownBy(() -> manifest(ABC_MD5 + "  file", "0" + ABC_MD5.substring(1) + "  ./file"))
        .isInstanceOf(ManifestRefused.class)
        .hasMessageContaining("list:2: ")
        .hasMessageContaining(ABC_MD5);
    assertThatThrownBy(() -> manifest("024d0127  3  file", "024d0127  4  file"))
        .hasMessageContaining("size 3");
  }

  private Path named(String percentEncoded) {
    return Path.of(URI.create(directory.toUri() + percentEncoded));
  }

  private Manifest manifest(String... lines) throws IOException, ManifestRefused {
    Path list = lists.resolve("list");
    Files.write(list, List.of(lines));
    return Manifest.read(list, directory);
  }

  private Reading.Digested read(Path file, Set<DigestAlgorithm> wanted) {
    return (Reading.Digested) reader.read(file, wanted, ReadingWatch.NONE);
  }

  private ManifestVerdict compare(Manifest manifest, Path file) {
    return manifest.compare(file, reader.read(file, manifest.digestsFor(file), ReadingWatch.NONE));
  }
}
