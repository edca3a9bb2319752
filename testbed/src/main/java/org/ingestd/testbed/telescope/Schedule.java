// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Instrument;
import org.ingestd.testbed.telescope.content.MockFile;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.Oddity;
import org.jspecify.annotations.Nullable;

/**
 * Which file comes next, how it is finished, and what is odd with it: decided by the seed alone.
 */
final class Schedule {

  private static final int ODD_EVERY = 5;

  private final TelescopeSettings settings;
  private final Map<Profile, Instrument> instruments = new EnumMap<>(Profile.class);
  private final Map<Profile, Instrument> smallInstruments = new EnumMap<>(Profile.class);
  private final Map<Profile, Long> counts = new EnumMap<>(Profile.class);
  private final List<Oddity> oddities;
  private long number;

  Schedule(TelescopeSettings settings) {
    this.settings = settings;
    Campaign campaign = settings.campaign();
    for (Profile profile : settings.profiles()) {
      instruments.put(profile, profile.instrument(campaign));
      // Odd files are held in memory, so they never grow beyond the usual size.
      smallInstruments.put(profile, profile.instrument(campaign.atMostUsualSize()));
    }
    this.oddities = shuffledOddities();
  }

  /**
   * The next path.
   *
   * @param oddity null for an ordinary file
   * @param written its mtime; null: when it is really written
   */
  record Item(
      MockFile file,
      Finishing finishing,
      String temporarySuffix,
      @Nullable Oddity oddity,
      @Nullable Instant written) {}

  Item next() {
    long current = number++;
    Random random = settings.campaign().random("schedule", current);
    List<Finishing> ways = settings.habits().finishing();
    Finishing finishing = ways.get(random.nextInt(ways.size()));
    String suffix = random.nextBoolean() ? ".part" : ".tmp";
    if (settings.habits().faults() && current % ODD_EVERY == ODD_EVERY - 1) {
      long round = current / ODD_EVERY;
      Oddity oddity = oddities.get((int) (round % oddities.size()));
      // The second term keeps an oddity from meeting the same profile in every round.
      Profile profile = profileOf(oddity, round + round / oddities.size());
      return new Item(take(profile, smallInstruments), finishing, suffix, oddity, null);
    }
    Profile profile = profile(current);
    MockFile file = take(profile, instruments);
    return new Item(file, finishing, suffix, null, written(profile));
  }

  /** Of the file of this profile that was taken last. */
  private @Nullable Instant written(Profile profile) {
    Campaign campaign = settings.campaign();
    return campaign.filesANight() == 0
        ? null
        : campaign.written(counts.getOrDefault(profile, 1L) - 1);
  }

  private MockFile take(Profile profile, Map<Profile, Instrument> from) {
    long count = counts.merge(profile, 1L, Long::sum) - 1;
    Instrument instrument = from.get(profile);
    if (instrument == null) {
      throw new IllegalStateException("No instrument for " + profile);
    }
    return instrument.file(count);
  }

  private Profile profile(long turn) {
    return settings.profiles().get((int) (turn % settings.profiles().size()));
  }

  private Profile profileOf(Oddity oddity, long turn) {
    return oddity == Oddity.TRUNCATED ? checkable().orElseThrow() : profile(turn);
  }

  /** A profile whose files show by their format that something is missing: FITS, or else tar. */
  private Optional<Profile> checkable() {
    return settings.profiles().stream()
        .filter(Profile::isFits)
        .findFirst()
        .or(() -> settings.profiles().stream().filter(p -> p == Profile.LOFAR).findFirst());
  }

  private List<Oddity> shuffledOddities() {
    List<Oddity> shuffled = new ArrayList<>(List.of(Oddity.values()));
    if (checkable().isEmpty()) {
      shuffled.remove(Oddity.TRUNCATED);
    }
    Collections.shuffle(shuffled, settings.campaign().random("oddities", 0));
    return shuffled;
  }
}
