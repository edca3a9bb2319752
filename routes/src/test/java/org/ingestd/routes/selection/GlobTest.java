// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "**/*.fits a.fits true",
        "**/*.fits r/s/a.fits true",
        "**/*.fits r/s/a.fits.fz false",
        "*.fits r/a.fits false",
        "**/Trash/** r/Trash/x/a.fits true",
        "**/Trash/** Trash/a.fits true",
        "**/Trash/** r/NoTrash/a.fits false",
        "run?/a run1/a true",
        "run?/a run12/a false",
        "run?/a runé/a true",
        "a.{fits,fz} a.fz true",
        "a.{fits,fz} a.gz false",
        "a,b a,b true",
        "[a-c]x bx true",
        "[!a-c]x bx false",
        "[!a-c]x dx true",
        "a\\*b a*b true",
        "a\\*b axb false",
        "a+(b)$ a+(b)$ true",
        "é*.fits été.fits true",
      })
  void matchesAsWritten(String glob, String path, boolean matches) {
    assertThat(new Glob(glob).matches(RawPath.of(path))).isEqualTo(matches);
  }

  @Test
  void namesThatAreNoTextMatchByTheirBytes() {
    RawPath odd = RawPath.of(new byte[] {'r', '/', (byte) 0xff, '\n', (byte) 0xc3, '.', 'f'});

    assertThat(new Glob("**/*.f").matches(odd)).isTrue();
    assertThat(new Glob("r/???.f").matches(odd)).isTrue();
    assertThat(new Glob("r/??.f").matches(odd)).isFalse();
  }

  @Test
  void aPatternThatIsNotCompleteIsRefusedWithItsText() {
    assertThatThrownBy(() -> new Glob("a{b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a{b");
    assertThatThrownBy(() -> new Glob("a[b")).isInstanceOf(IllegalArgumentException.class);
  }
}
