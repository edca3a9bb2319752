// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTemplateTest {

  private static final Path SOURCE = Path.of("/data");

  @ParameterizedTest
  @CsvSource({
    "{path}.trigger, r/a.fits, /data/r/a.fits.trigger",
    "{path}.trigger, a.fits, /data/a.fits.trigger",
    "{stem}.ok, r/a.fits, /data/r/a.ok",
    "{stem}.ok, a.fits, /data/a.ok",
    "{stem}.ok, r/noextension, /data/r/noextension.ok",
    "{dir}/done/{name}, r/a.fits, /data/r/done/a.fits",
    "{dir}/done/{name}, a.fits, /data/done/a.fits",
    "/markers/{path}, r/a.fits, /markers/r/a.fits",
    "{path}.ok, {dir}/a$1.fits, /data/{dir}/a$1.fits.ok",
  })
  void saysWhereTheMarkerLies(String template, String file, String marker) {
    assertThat(new MarkerTemplate(template).marker(SOURCE, RawPath.of(file)))
        .isEqualTo(Path.of(marker));
  }

  @ParameterizedTest
  @CsvSource({
    "{path}.trigger, r/a.fits.trigger, r/a.fits",
    "{dir}/done/{name}, r/done/a.fits, r/a.fits",
    "{dir}/done/{name}, done/a.fits, a.fits",
    "{name}.ok, r/a.fits.ok, r/a.fits",
  })
  void saysWhichFileAMarkerSpeaksOf(String template, String marker, String file) {
    MarkerTemplate markers = new MarkerTemplate(template);

    assertThat(markers.isMarker(RawPath.of(marker))).isTrue();
    assertThat(markers.marked(RawPath.of(marker))).contains(RawPath.of(file));
    assertThat(markers.isMarker(RawPath.of(file))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "{path}.trigger, .trigger",
    "{path}.trigger, r/.trigger",
    "{path}_done, r/_done",
    "{path}_done, _done",
    "{name}_done, r/_done",
    "{dir}/{name}_done, r/_done",
    "{stem}.ok, r/.ok",
  })
  void aFileThatIsNamedJustAsTheEndOfAMarkerSpeaksOfNone(String template, String file) {
    MarkerTemplate markers = new MarkerTemplate(template);

    assertThat(markers.isMarker(RawPath.of(file))).isFalse();
    assertThat(markers.marked(RawPath.of(file))).isEmpty();
  }

  @Test
  void aStemDoesNotTellTheFile() {
    assertThat(new MarkerTemplate("{stem}.ok").marked(RawPath.of("r/a.ok"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{path}", "{name}", "{dir}/{name}", "done", "{dir}"})
  void aTemplateThatCannotTellFilesApartIsRefused(String template) {
    assertThatThrownBy(() -> new MarkerTemplate(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("arker");
  }
}
