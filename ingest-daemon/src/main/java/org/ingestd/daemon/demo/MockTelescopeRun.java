// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.daemon.running.Signals;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.Habits;
import org.ingestd.testbed.telescope.MockTelescope;
import org.ingestd.testbed.telescope.Pace;
import org.ingestd.testbed.telescope.Progress;
import org.ingestd.testbed.telescope.TelescopeListener;
import org.ingestd.testbed.telescope.TelescopeSettings;
import org.ingestd.testbed.telescope.Waiter;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.ManifestFile;
import org.ingestd.testbed.telescope.manifest.Oddity;
import org.jspecify.annotations.Nullable;

/** The verb {@code mock-telescope}. */
public final class MockTelescopeRun {

  private final Terminal terminal;

  public MockTelescopeRun(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is asked for, in the operator's words.
   *
   * @param profiles none: all
   * @param finishing one or more of rename, trigger, slow
   * @param past null: files of now
   */
  public record Wanted(
      Path directory,
      List<String> profiles,
      List<String> finishing,
      Amount amount,
      boolean faults,
      @Nullable Past past) {}

  /**
   * A backlog: files spread evenly over nights that are over, with mtimes of then.
   *
   * @param since the first night's evening; null: so that the last one is three days ago
   */
  public record Past(int nights, @Nullable LocalDate since) {

    /** The evening of three days ago, so that its dawn is more than a day ago everywhere. */
    private static final int DAYS_AGO = 3;

    private LocalDate first(LocalDate today) {
      LocalDate last = today.minusDays(DAYS_AGO);
      LocalDate first = since == null ? last.minusDays(nights - 1L) : since;
      if (nights < 1 || first.plusDays(nights - 1L).isAfter(today.minusDays(2))) {
        throw new IllegalArgumentException(
            "--nights "
                + nights
                + " since "
                + first
                + ": must be one or more nights, the last one two days ago or before");
      }
      return first;
    }

    private Campaign spread(Campaign campaign, Amount amount, int profiles, LocalDate today) {
      if (amount.files() < 1) {
        throw new IllegalArgumentException("--nights needs --files: how many in all");
      }
      long parts = (long) nights * profiles;
      return new Campaign(campaign.seed(), first(today), campaign.sizeScale())
          .withFilesANight((amount.files() + parts - 1) / parts);
    }
  }

  /**
   * @param files 0: without end, as is {@code seconds}
   * @param size factor on the usual sizes
   */
  public record Amount(double rate, long files, long seconds, double size, long seed) {}

  /**
   * @param manifest null: to standard output
   * @return the exit code
   */
  public int run(Wanted wanted, @Nullable Path manifest) throws VerbFailed, IOException {
    MockTelescope telescope = new MockTelescope(settings(wanted), Clock.systemUTC(), Waiter.REAL);
    Signals.onStop(telescope::stop);
    try (ManifestFile file =
        manifest == null ? ManifestFile.to(terminal.out()) : ManifestFile.create(manifest)) {
      Progress progress = telescope.run(TelescopeListener.into(file).and(new Impossible()));
      terminal.say(
          "wrote " + progress.files() + " files, " + Amounts.bytes(progress.bytes()) + ".");
      return Exit.OK;
    } catch (FileAlreadyExistsException e) {
      throw new VerbFailed(
          Exit.CANNOT_CREATE,
          e.getFile()
              + " is there already, and nothing is overwritten; use another DIR or --seed.");
    }
  }

  private static TelescopeSettings settings(Wanted wanted) throws VerbFailed {
    try {
      Amount amount = wanted.amount();
      Collection<Profile> profiles =
          wanted.profiles().isEmpty()
              ? List.of(Profile.values())
              : wanted.profiles().stream().map(Profile::ofKey).toList();
      Set<Finishing> finishing =
          wanted.finishing().stream()
              .map(way -> Finishing.ofKey(way.toLowerCase(Locale.ROOT)))
              .collect(Collectors.toSet());
      return TelescopeSettings.in(wanted.directory())
          .withProfiles(profiles)
          .withCampaign(campaign(wanted, profiles.size()))
          .withPace(
              new Pace(amount.rate(), 0, amount.files(), Duration.ofSeconds(amount.seconds())))
          .withHabits(Habits.DEFAULT.withFinishing(finishing).withFaults(wanted.faults()));
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static Campaign campaign(Wanted wanted, int profiles) {
    Amount amount = wanted.amount();
    Campaign campaign = new Campaign(amount.seed(), TelescopeSettings.FIRST_NIGHT, amount.size());
    Past past = wanted.past();
    if (past == null) {
      return campaign;
    }
    if (wanted.faults()) {
      throw new IllegalArgumentException("--faults happen now and do not go with --nights");
    }
    LocalDate today = LocalDate.now(Clock.systemUTC());
    return past.spread(campaign, amount, profiles, today);
  }

  /** Says what this file system cannot hold. */
  private final class Impossible implements TelescopeListener {

    @Override
    public void finished(ManifestEntry entry, Instant at) {}

    @Override
    public void impossible(RawPath path, Oddity oddity, String why) {
      terminal.say(path.text() + " (" + oddity.key() + ") cannot be made here: " + why);
    }
  }
}
