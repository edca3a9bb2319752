// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.NamingResult.Refused;
import org.ingestd.rse.NamingSettings.Escape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a name back to its file. */
final class NamingBackTest extends NamingMaterial {

  @ParameterizedTest
  @ValueSource(
      strings = {"{path}", "{dir}/{name}", "raw/{path}", "{night}.{path}", "{source}_{path}.v1"})
  void everyFileGetsAValidNameOfItsOwnThatLeadsBack(String template) {
    RandomGenerator random = Hostile.random();
    Naming naming = naming(template);
    Map<String, RawPath> pathOf = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      RawPath path = Hostile.path(random);
      NamingResult result = naming.name(path, MODIFIED);
      if (result instanceof Named named) {
        String name = named.did().name();
        RawPath other = pathOf.putIfAbsent(name, path);

        assertThat(other == null || other.equals(path)).as(name).isTrue();
        assertThat(NameRules.NEWEST.whyNotName(name)).isEmpty();
        assertThat(naming.path(named.did())).contains(path);
      } else {
        assertThat(result)
            .asInstanceOf(type(Refused.class))
            .extracting(Refused::why)
            .asString()
            .contains("at most 250");
      }
    }

    assertThat(naming.isReversible()).isTrue();
    assertThat(pathOf).hasSizeGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{name}", "{stem}{dir}", "{path}{path}", "fixed", "{run}/{path}"})
  void whatDoesNotHoldThePathLeadsNowhere(String template) {
    Naming naming = naming(template, Optional.of(LST), Escape.HEX);

    assertThat(naming.isReversible()).isFalse();
    assertThat(naming.path(new Did("lst", "a"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lst:raw/a_x41",
        "lst:a",
        "lst:raw/",
        "lst:raw//a",
        "lst:raw/a/../b",
        "other:raw/a",
        "lst:raw/_x00"
      })
  void aNameThatNoFileOfTheSourceHasLeadsNowhere(String did) {
    String[] parts = did.split(":");

    assertThat(naming("raw/{path}").path(new Did(parts[0], parts[1]))).isEmpty();
  }

  @Test
  void aNameWhoseFileWouldNotFitThePatternLeadsNowhere() {
    Naming naming = naming("{path}", Optional.of(LST), Escape.HEX);

    assertThat(naming.path(new Did("lst", "R0/notes.txt"))).isEmpty();
    assertThat(naming.path(new Did("lst", RUN.text()))).contains(RUN);
  }
}
