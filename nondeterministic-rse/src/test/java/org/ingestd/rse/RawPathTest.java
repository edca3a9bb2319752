// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/../b", "../a", "a/..", "a\0b"})
  void refusesWhatIsNoPathBelowARoot(String nonsense) {
    assertThatThrownBy(() -> RawPath.of(nonsense))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a path below a root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "...", ".a", "a.", "..a/b..", "a b", "-", "~/x", "a\\b", "ä"})
  void takesOddNamesAsTheyAre(String odd) {
    assertThat(RawPath.of(odd).bytes())
        .isEqualTo(odd.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "R0/20260121/run.fits.fz, run.fits.fz, R0/20260121, run.fits",
    "run.fits,                run.fits,    ,            run",
    "a/.hidden,               .hidden,     a,           .hidden",
    "a/.hidden.fits,          .hidden.fits, a,          .hidden",
    "a/noextension,           noextension, a,           noextension",
    "a/ends.,                 ends.,       a,           ends.",
    "a.b/c,                   c,           a.b,         c",
    "a/...x,                  ...x,        a,           ...x",
  })
  void takesAPathApart(String path, String name, String directory, String stem) {
    RawPath raw = RawPath.of(path);

    assertThat(raw.name()).hasToString(name);
    assertThat(raw.directory()).isEqualTo(Optional.ofNullable(directory).map(RawPath::of));
    assertThat(raw.stem()).hasToString(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "run.fits, run.fits",
    "a\\b, a\\x5cb",
    "'new\nline', new\\x0aline",
    "\u202egnp.exe, \\xe2\\x80\\xaegnp.exe",
    "a\u2028b, a\\xe2\\x80\\xa8b",
    "a\u0085b, a\\xc2\\x85b",
    "Übersicht ☀, Übersicht ☀",
    "\uD83D\uDD2D.fits, \uD83D\uDD2D.fits"
  })
  void showsNamesWithoutHarm(String name, String shown) {
    RawPath path = RawPath.of(name);

    assertThat(path.text()).isEqualTo(shown);
    assertThat(path.isPlain()).isEqualTo(name.equals(shown));
    assertThat(RawPath.ofText(shown)).isEqualTo(path);
  }

  @Test
  void showsBytesThatAreNotUtf8AsHex() {
    RawPath path = RawPath.of("\u00ff\u00fe-\u00c3\u00a4-\u00c3".getBytes(ISO_8859_1));

    assertThat(path.text()).isEqualTo("\\xff\\xfe-ä-\\xc3");
    assertThat(path.isUtf8()).isFalse();
    assertThat(path.isPlain()).isFalse();
  }

  @Test
  void refusesATextWithALooseBackslash() {
    assertThatThrownBy(() -> RawPath.ofText("a\\b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\\x5c");
  }

  @Test
  void textLeadsBackToTheBytesOfAnyName() {
    RandomGenerator random = Hostile.random();
    Set<String> texts = new HashSet<>();
    Set<RawPath> paths = new HashSet<>();

    for (int i = 0; i < 20_000; i++) {
      RawPath path = Hostile.path(random);
      paths.add(path);
      texts.add(path.text());

      assertThat(RawPath.ofText(path.text())).isEqualTo(path);
      assertThat(path.text()).doesNotContainPattern("\\p{Cntrl}");
    }

    assertThat(texts).hasSameSizeAs(paths);
  }

  @Test
  void findsTheSameFileAgainUnderARootWhateverItsName(@TempDir Path root) throws IOException {
    RandomGenerator random = Hostile.random();
    Path inner = Files.createDirectory(RawPath.of(new byte[] {'d', (byte) 0xfc, ' '}).under(root));
    List<RawPath> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RawPath name = Hostile.name(random);
      if (!names.contains(name)) {
        names.add(name);
        Files.createFile(name.under(inner));
      }
    }

    try (var listed = Files.list(inner)) {
      assertThat(listed.map(file -> RawPath.relative(inner, file)))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    for (RawPath name : names) {
      RawPath whole = RawPath.relative(root, name.under(inner));
      assertThat(whole.bytes()).startsWith(new byte[] {'d', (byte) 0xfc, ' ', '/'});
      assertThat(whole.under(root)).exists();
    }
  }

  @Test
  void namesADirectoryWithoutASlashAtItsEnd(@TempDir Path root) throws IOException {
    RawPath name = RawPath.of("Aufnahmen-Frühling");
    Path directory = Files.createDirectory(name.under(root));

    assertThat(RawPath.relative(root, directory)).isEqualTo(name);
    assertThat(RawPath.of(directory.getFileName())).isEqualTo(name);
  }

  @Test
  void refusesAFileThatIsNotBelowTheRoot() {
    assertThatThrownBy(() -> RawPath.relative(Path.of("/data"), Path.of("/database/x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/database/x is not below /data");
    assertThatThrownBy(() -> RawPath.relative(Path.of("/data"), Path.of("/data")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RawPath.of(Path.of("/data")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ordersByBytesAndComparesByBytes() {
    RawPath high = RawPath.of(new byte[] {(byte) 0xff});

    assertThat(high).isGreaterThan(RawPath.of("z"));
    assertThat(RawPath.of("a")).isLessThan(RawPath.of("a/b"));
    assertThat(RawPath.of("a").resolve(RawPath.of("b"))).isEqualTo(RawPath.of("a/b"));
    assertThat(high).isNotEqualTo(RawPath.of("ÿ"));
    assertThat(RawPath.of("a/b")).hasSameHashCodeAs(RawPath.of("a/b"));
  }

  @Test
  void keepsItsBytesToItself() {
    byte[] given = {'a'};
    RawPath path = RawPath.of(given);

    given[0] = 'b';
    path.bytes()[0] = 'c';

    assertThat(path).isEqualTo(RawPath.of("a"));
  }
}
