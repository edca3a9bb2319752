// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredNameTest {

  @ParameterizedTest
  @CsvSource({
    ".a,                      HIDDEN",
    "R0/.a.fits,              HIDDEN",
    "R0/.hidden/b/a.fits,     HIDDEN",
    ".snapshot/a.fits,        HIDDEN",
    ".nfs,                    HIDDEN",
    "R0/.nfs000000000123,     NFS_REMNANT",
    "a.fits~,                 TEMPORARY",
    "~,                       TEMPORARY",
    "R0/a.fits.tmp,           TEMPORARY",
    "a.part,                  TEMPORARY",
    "a.partial,               TEMPORARY",
    "a.swp,                   TEMPORARY",
    ".a.swp,                  HIDDEN",
    "lost+found,              LOST_AND_FOUND",
    "R0/lost+found/#123,      LOST_AND_FOUND",
  })
  void knowsWhatIsNoFileOfASource(String path, IgnoredName kind) {
    assertThat(IgnoredName.of(RawPath.of(path))).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.fits",
        "R0/a",
        "a.tmp.fits",
        "tmp",
        "part",
        "a.TMP",
        "~a",
        "a~b",
        "R0.tmp/a.fits",
        "lost+found2",
        "xlost+found",
        "a..fits",
        "R0~/a"
      })
  void takesEverythingElse(String path) {
    assertThat(IgnoredName.of(RawPath.of(path))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".git, true",
    "R0/lost+found, true",
    "R0/.x/y, true",
    "R0.tmp, false",
    "R0, false",
    "R0~, false"
  })
  void saysWhichDirectoriesNeedNotBeListed(String directory, boolean ignored) {
    assertThat(IgnoredName.ofDirectory(RawPath.of(directory)).isPresent()).isEqualTo(ignored);
  }
}
