// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;

/**
 * What a mock telescope does.
 *
 * @param directory where the profiles' folders go; made if it is not there
 * @param profiles taken in turn
 */
public record TelescopeSettings(
    Path directory, List<Profile> profiles, Campaign campaign, Pace pace, Habits habits) {

  /** The evening at which everything begins unless told otherwise. */
  public static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 1, 21);

  /**
   * @throws IllegalArgumentException if no profile is left
   */
  public TelescopeSettings {
    directory = directory.toAbsolutePath().normalize();
    profiles = profiles.stream().distinct().toList();
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException(
          "No profile; allowed are " + Arrays.toString(Profile.values()));
    }
  }

  /** All profiles, seed 1, usual sizes, nothing odd, without end. */
  public static TelescopeSettings in(Path directory) {
    return new TelescopeSettings(
        directory,
        List.of(Profile.values()),
        new Campaign(1, FIRST_NIGHT, 1),
        Pace.UNLIMITED,
        Habits.DEFAULT);
  }

  public TelescopeSettings withProfiles(Collection<Profile> wanted) {
    return new TelescopeSettings(directory, List.copyOf(wanted), campaign, pace, habits);
  }

  public TelescopeSettings withCampaign(Campaign wanted) {
    return new TelescopeSettings(directory, profiles, wanted, pace, habits);
  }

  public TelescopeSettings withPace(Pace wanted) {
    return new TelescopeSettings(directory, profiles, campaign, wanted, habits);
  }

  public TelescopeSettings withHabits(Habits wanted) {
    return new TelescopeSettings(directory, profiles, campaign, pace, wanted);
  }
}
