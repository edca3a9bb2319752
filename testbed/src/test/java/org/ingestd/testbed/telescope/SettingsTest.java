// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void profilesAndWaysOfFinishingAreFoundByTheirKeys() {
    for (Profile profile : Profile.values()) {
      assertThat(Profile.ofKey(profile.key())).isEqualTo(profile);
    }
    assertThat(Finishing.ofKey("trigger")).isEqualTo(Finishing.TRIGGER);
    assertThatThrownBy(() -> Profile.ofKey("hubble"))
        .hasMessage("'hubble' is not a profile; allowed are lst, magic, ctao, lofar");
    assertThatThrownBy(() -> Finishing.ofKey("never"))
        .hasMessage("'never' is no way to finish a file; allowed are rename, trigger, slow");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesASizeThatIsNoFactor(double scale) {
    assertThatThrownBy(() -> new Campaign(1, TelescopeSettings.FIRST_NIGHT, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(scale));
  }

  @Test
  void refusesNegativePacesAndPauses() {
    assertThatThrownBy(() -> Pace.UNLIMITED.withFilesPerSecond(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pace.ofFiles(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pace.UNLIMITED.withTime(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Habits.DEFAULT.withPauses(Duration.ofMillis(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToHaveNothingToDo() {
    assertThatThrownBy(() -> Habits.DEFAULT.withFinishing(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Habits.DEFAULT.withFinishing(Set.of(Finishing.NEVER)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TelescopeSettings.in(Path.of("x")).withProfiles(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
