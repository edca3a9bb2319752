// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.CopyCheck;
import org.ingestd.testbed.telescope.manifest.Fate;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.Manifest;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MockTelescopeTest {

  @TempDir Path directory;

  private final TickingClock clock = new TickingClock();
  private final Manifest manifest = new Manifest();

  @Test
  void equalSeedsGiveEqualNamesBytesAndManifests() throws Exception {
    Manifest other = new Manifest();

    run(files(60).withHabits(faults()), manifest);
    run(in("other", 1).withPace(Pace.ofFiles(60)).withHabits(faults()), other);

    assertThat(other.entries()).isEqualTo(manifest.entries());
  }

  @Test
  void anotherSeedGivesOtherNames() throws Exception {
    Manifest other = new Manifest();

    run(files(40), manifest);
    run(in("other", 2).withPace(Pace.ofFiles(40)), other);

    assertThat(paths(other)).doesNotContainAnyElementsOf(paths(manifest));
  }

  @Test
  void theManifestTellsTheTruth() throws Exception {
    run(files(80), manifest);

    assertThat(new CopyCheck(directory.resolve("data")).compareSources(manifest.entries()))
        .isEmpty();
    assertThat(regularFiles()).hasSize(80).hasSize(manifest.entries(Fate.REGISTER).size());
  }

  @ParameterizedTest
  @EnumSource
  void everyNameOfAProfileIsUniqueInItsFolderAndFitsItsPattern(Profile profile) {
    Campaign campaign = new Campaign(7, TelescopeSettings.FIRST_NIGHT, 1);
    Pattern pattern = Pattern.compile(profile.namePattern());

    List<String> paths = new ArrayList<>();
    for (long number = 0; number < 5_000; number++) {
      paths.add(profile.instrument(campaign).file(number).path().text());
    }

    assertThat(paths).doesNotHaveDuplicates();
    assertThat(paths)
        .allSatisfy(
            path -> {
              assertThat(path).startsWith(profile.folder() + "/").endsWith(profile.suffix());
              assertThat(path.substring(path.lastIndexOf('/') + 1)).matches(pattern);
            });
  }

  @Test
  void aBacklogIsSpreadOverItsNightsByNameAndByTimeOfWriting() throws Exception {
    LocalDate first = LocalDate.of(2025, 12, 30);
    Campaign campaign = new Campaign(1, first, 0.1).withFilesANight(15);

    run(
        files(60)
            .withProfiles(Set.of(Profile.LST))
            .withCampaign(campaign)
            .withHabits(Habits.DEFAULT.withFinishing(EnumSet.of(Finishing.RENAME, Finishing.SLOW))),
        manifest);

    Map<String, Integer> nights = new TreeMap<>();
    for (Path file : regularFiles()) {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      LocalDate evening =
          written.minus(Duration.ofHours(12)).atOffset(ZoneOffset.UTC).toLocalDate();
      String night = evening.format(DateTimeFormatter.BASIC_ISO_DATE);
      assertThat(file.getName(file.getNameCount() - 2)).hasToString(night);
      nights.merge(night, 1, Integer::sum);
    }
    assertThat(nights)
        .isEqualTo(Map.of("20251230", 15, "20251231", 15, "20260101", 15, "20260102", 15));
  }

  @ParameterizedTest
  @EnumSource
  void namesOfABacklogAreUniqueToo(Profile profile) {
    Campaign campaign = new Campaign(7, TelescopeSettings.FIRST_NIGHT, 1).withFilesANight(3_000);

    List<String> paths = new ArrayList<>();
    for (long number = 0; number < 9_000; number++) {
      paths.add(profile.instrument(campaign).file(number).path().text());
    }

    assertThat(paths).doesNotHaveDuplicates();
  }

  @Test
  void magicNamesCarryThePlusOfTheWobble() throws Exception {
    run(files(8).withProfiles(Set.of(Profile.MAGIC)), manifest);

    assertThat(paths(manifest))
        .allSatisfy(
            path ->
                assertThat(path.text())
                    .matches(".*/20260121_M[12]_\\d{8}\\.\\d{3}_Y_\\w+-W0\\.40\\+\\d{3}\\.root"));
  }

  @Test
  void keepsTheRateInFiles() throws Exception {
    run(files(101).withPace(Pace.ofFiles(101).withFilesPerSecond(20)), manifest);

    assertThat(clock.passed()).isBetween(Duration.ofMillis(5_000), Duration.ofMillis(5_050));
  }

  @Test
  void keepsTheRateInBytes() throws Exception {
    Progress progress =
        run(files(40).withPace(Pace.ofFiles(40).withBytesPerSecond(100_000)), manifest);

    double rate = progress.bytes() / (clock.passed().toMillis() / 1000.0);
    assertThat(rate).isBetween(100_000.0, 125_000.0);
  }

  @Test
  void endsAtItsTimeEvenIfTheNextFileIsFarOff() throws Exception {
    Pace slow = Pace.UNLIMITED.withFilesPerSecond(0.001).withTime(Duration.ofSeconds(10));

    Progress progress = run(files(1).withPace(slow), manifest);

    assertThat(progress.files()).isEqualTo(1);
    assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void stopsSoonAndFinishesWhatWasBegun() throws Exception {
    TelescopeSettings endless =
        files(0).withPace(Pace.UNLIMITED.withFilesPerSecond(5)).withHabits(faults());
    MockTelescope telescope = new MockTelescope(endless, clock, clock);
    clock.hook =
        () -> {
          if (telescope.progress().files() == 50) {
            telescope.stop();
          }
        };

    telescope.run(TelescopeListener.into(manifest));

    assertThat(manifest.entries()).hasSizeBetween(50, 60);
    assertThat(new CopyCheck(directory.resolve("data")).compareSources(manifest.entries()))
        .isEmpty();
  }

  @Test
  void anInterruptIsAStopAndStaysSet() throws Exception {
    Waiter interrupted =
        time -> {
          throw new InterruptedException();
        };
    TelescopeSettings slow = files(0).withPace(Pace.UNLIMITED.withFilesPerSecond(1));

    Progress progress =
        new MockTelescope(slow, clock, interrupted).run(TelescopeListener.into(manifest));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(progress.files()).isEqualTo(1);
  }

  @Test
  void neverOverwritesWhatLiesThere() throws Exception {
    run(files(3), manifest);
    List<ManifestEntry> before = manifest.entries();

    assertThatThrownBy(() -> run(files(3), manifest))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("choose another seed or directory");

    assertThat(new CopyCheck(directory.resolve("data")).compareSources(before)).isEmpty();
  }

  @Test
  void runsOnce() throws Exception {
    MockTelescope telescope = new MockTelescope(files(1), clock, clock);
    telescope.run(TelescopeListener.into(manifest));

    assertThatThrownBy(() -> telescope.run(TelescopeListener.into(manifest)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMarkerFollowsEveryFileAndIsEmpty() throws Exception {
    Habits markers = faults().withFinishing(Set.of(Finishing.TRIGGER));

    run(files(60).withHabits(markers), manifest);

    List<Path> expected =
        manifest.entries().stream()
            .filter(entry -> entry.finishing() == Finishing.TRIGGER)
            .map(this::marker)
            .toList();
    List<Path> found =
        regularFiles().stream().filter(path -> path.toString().endsWith(".trigger")).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(45);
    assertThat(found).allSatisfy(path -> assertThat(path).isEmptyFile());
    assertThat(manifest.entries(Fate.HELD)).allSatisfy(entry -> assertThat(marker(entry)).exists());
  }

  @Test
  void slowFilesAreSeenUnfinishedAndRenamedOnesNever() throws Exception {
    Map<Path, Long> firstSeen = new HashMap<>();
    clock.hook = () -> regularFiles().forEach(path -> firstSeen.computeIfAbsent(path, this::size));

    run(files(60).withPace(Pace.ofFiles(60).withFilesPerSecond(10)), manifest);

    assertThat(ofFinishing(Finishing.SLOW)).isNotEmpty().anySatisfy(e -> differs(firstSeen, e));
    assertThat(ofFinishing(Finishing.RENAME)).isNotEmpty();
    assertThat(ofFinishing(Finishing.RENAME))
        .allSatisfy(e -> assertThat(firstSeen.get(path(e))).isIn(null, size(path(e))));
  }

  @Test
  void largerFilesByScale() throws Exception {
    Manifest large = new Manifest();
    TelescopeSettings settings = files(8);

    run(settings, manifest);
    run(
        in("large", 1)
            .withPace(Pace.ofFiles(8))
            .withCampaign(new Campaign(1, TelescopeSettings.FIRST_NIGHT, 20)),
        large);

    assertThat((double) large.bytes(Fate.REGISTER) / manifest.bytes(Fate.REGISTER))
        .isBetween(12.0, 25.0);
    assertThat(paths(large)).isEqualTo(paths(manifest));
  }

  private void differs(Map<Path, Long> firstSeen, ManifestEntry entry) {
    assertThat(firstSeen.get(path(entry))).isNotNull().isLessThan(size(path(entry)));
  }

  private List<ManifestEntry> ofFinishing(Finishing finishing) {
    return manifest.entries().stream().filter(e -> e.finishing() == finishing).toList();
  }

  private static List<RawPath> paths(Manifest of) {
    return of.entries().stream().map(ManifestEntry::path).toList();
  }

  private Path path(ManifestEntry entry) {
    return entry.path().under(directory.resolve("data"));
  }

  private Path marker(ManifestEntry entry) {
    return FileWriter.withSuffix(entry.path(), ".trigger").under(directory.resolve("data"));
  }

  private long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> regularFiles() {
    try (Stream<Path> all = Files.walk(directory.resolve("data"))) {
      return all.filter(Files::isRegularFile).filter(path -> !Files.isSymbolicLink(path)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Progress run(TelescopeSettings settings, Manifest into) throws IOException {
    return new MockTelescope(settings, clock, clock).run(TelescopeListener.into(into));
  }

  private TelescopeSettings files(long count) {
    return in("data", 1).withPace(Pace.ofFiles(count));
  }

  private TelescopeSettings in(String folder, long seed) {
    return TelescopeSettings.in(directory.resolve(folder))
        .withCampaign(new Campaign(seed, TelescopeSettings.FIRST_NIGHT, 1));
  }

  private static Habits faults() {
    return Habits.DEFAULT.withFaults(true);
  }
}
