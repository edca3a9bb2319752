// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nom.tam.fits.Fits;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.CopyCheck;
import org.ingestd.testbed.telescope.manifest.Fate;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.Manifest;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.Oddity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddFilesTest {

  private Path directory = Path.of("");

  private final TickingClock clock = new TickingClock();
  private final Manifest manifest = new Manifest();
  private final Map<Oddity, List<ManifestEntry>> byOddity = new EnumMap<>(Oddity.class);
  private final Set<Path> everSeen = new HashSet<>();
  private final Map<Path, Set<Long>> sizesSeen = new HashMap<>();

  @BeforeAll
  void twoRoundsOfAllOddities(@TempDir Path fresh) throws Exception {
    directory = fresh;
    clock.hook = this::look;
    Habits habits =
        new Habits(
            List.of(Finishing.RENAME, Finishing.SLOW),
            true,
            Duration.ofMillis(2),
            Duration.ofMillis(300));
    TelescopeSettings settings =
        TelescopeSettings.in(directory)
            .withPace(Pace.ofFiles(10L * Oddity.values().length).withFilesPerSecond(20))
            .withHabits(habits);

    new MockTelescope(settings, clock, clock).run(TelescopeListener.into(manifest));

    for (ManifestEntry entry : manifest.entries()) {
      Oddity oddity = entry.oddity();
      if (oddity != null) {
        byOddity.computeIfAbsent(oddity, any -> new ArrayList<>()).add(entry);
      }
    }
  }

  @Test
  void everyOddityIsThereTwiceAndHasItsFate() {
    assertThat(byOddity).containsOnlyKeys(Oddity.values());
    assertThat(byOddity)
        .allSatisfy(
            (oddity, entries) ->
                assertThat(entries)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.fate()).isEqualTo(oddity.fate())));
    assertThat(manifest.entries().stream().map(ManifestEntry::path)).doesNotHaveDuplicates();
  }

  @Test
  void whatIsToBeRegisteredOrHeldLiesThereAsListed() throws Exception {
    assertThat(new CopyCheck(directory).compareSources(manifest.entries())).isEmpty();
  }

  @Test
  void emptyAndTruncatedFilesAreBroken() {
    assertThat(byOddity.get(Oddity.EMPTY)).allSatisfy(e -> assertThat(path(e)).isEmptyFile());
    assertThat(byOddity.get(Oddity.TRUNCATED))
        .allSatisfy(
            entry -> {
              assertThat(Files.size(path(entry)) % 2_880).isNotZero();
              assertThatThrownBy(() -> verify(path(entry))).isInstanceOf(Exception.class);
            });
  }

  @Test
  void namesAreAsOddAsPromised() {
    assertThat(names(Oddity.NAME_WITH_SPACES)).allMatch(name -> name.contains(" copy of night 2"));
    assertThat(names(Oddity.NAME_WITH_QUOTES)).allMatch(name -> name.contains("\"double\";$(x)`"));
    assertThat(names(Oddity.NAME_WITH_NEWLINE)).allMatch(name -> name.contains("\nsecond line"));
    assertThat(byOddity.get(Oddity.NAME_NOT_UTF8))
        .allSatisfy(entry -> assertThat(entry.path().isUtf8()).isFalse());
  }

  @Test
  void theRewrittenFileKeptItsSizeAndTheGrowingOneCameInFourParts() {
    assertThat(byOddity.get(Oddity.REWRITTEN))
        .allSatisfy(entry -> assertThat(sizesSeen.get(path(entry))).hasSize(1));
    assertThat(byOddity.get(Oddity.GROWING))
        .allSatisfy(entry -> assertThat(sizesSeen.get(path(entry))).hasSizeBetween(3, 4));
  }

  @Test
  void theVanishingFileWasThereAndIsGone() {
    assertThat(byOddity.get(Oddity.VANISHING))
        .allSatisfy(
            entry -> {
              assertThat(everSeen).contains(path(entry));
              assertThat(path(entry)).doesNotExist();
            });
  }

  @Test
  void linksAndFifosAreNoRegularFilesAndHaveNoChecksums() {
    assertThat(byOddity.get(Oddity.LINK))
        .allSatisfy(
            entry -> {
              assertThat(Files.isSymbolicLink(path(entry))).isTrue();
              assertThat(entry.content()).isEmpty();
            });
    assertThat(byOddity.get(Oddity.FIFO))
        .allSatisfy(
            entry -> {
              assertThat(Files.readAttributes(path(entry), "isOther", LinkOption.NOFOLLOW_LINKS))
                  .containsEntry("isOther", true);
              assertThat(entry.content()).isEmpty();
            });
  }

  @Test
  void theEndlessTemporaryKeepsItsTemporaryName() {
    assertThat(byOddity.get(Oddity.ENDLESS_TEMPORARY))
        .allSatisfy(
            entry -> {
              assertThat(entry.path().text()).endsWith(".part");
              assertThat(path(entry)).isNotEmptyFile();
            });
  }

  @Test
  void magicAloneHasNothingWhoseCutWouldShow(@TempDir Path magic) throws Exception {
    Manifest alone = new Manifest();
    TelescopeSettings settings =
        TelescopeSettings.in(magic)
            .withProfiles(Set.of(Profile.MAGIC))
            .withPace(Pace.ofFiles(100))
            .withHabits(Habits.DEFAULT.withFaults(true));

    new MockTelescope(settings, clock, clock).run(TelescopeListener.into(alone));

    assertThat(alone.entries(Fate.HELD))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.oddity()).isEqualTo(Oddity.EMPTY));
  }

  private static void verify(Path file) throws Exception {
    try (Fits fits = new Fits(file.toFile())) {
      fits.verifyIntegrity();
      fits.read();
      assertThat(fits.getNumberOfHDUs()).isPositive();
    }
  }

  private Set<String> names(Oddity oddity) {
    return byOddity.getOrDefault(oddity, List.of()).stream()
        .map(entry -> new String(entry.path().bytes(), UTF_8))
        .collect(Collectors.toSet());
  }

  private Path path(ManifestEntry entry) {
    return entry.path().under(directory);
  }

  private void look() {
    try (var all = Files.walk(directory)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        everSeen.add(path);
        sizesSeen.computeIfAbsent(path, any -> new HashSet<>()).add(Files.size(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
