// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.journal.shrinking.Shrinking;
import org.ingestd.journal.shrinking.Shrinking.Counterexample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random work on the durable journal and on its model; both must say the same at every moment. Work
 * on which they differ is made as short as it can be and printed with its seed ({@code -Dseed=…}
 * repeats the long one).
 */
final class RandomJournalTest {

  private static final int MOST_TRIES = 200;

  @TempDir Path home;
  private int homes;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void bothJournalsSayTheSameAfterEveryStep(long seed) throws Exception {
    shrinking(Lie.NONE, Lie.NONE).verify(seed, RandomWork.drawn(seed, 120));
  }

  @Test
  @Tag("slow")
  @DisplayName("long and with a new seed each time")
  void bothJournalsSayTheSameForLong() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    shrinking(Lie.NONE, Lie.NONE).verify(seed, RandomWork.drawn(seed, 5_000));
  }

  @Test
  void aSeedDrawsTheSameWorkEachTime() {
    assertThat(RandomWork.drawn(1, 120)).isEqualTo(RandomWork.drawn(1, 120));
    assertThat(RandomWork.drawn(1, 120)).isNotEqualTo(RandomWork.drawn(2, 120));
  }

  /** Negative controls: a difference is found, and little is left of the work that showed it. */
  @ParameterizedTest(name = "seed {0}: journal {1}, model {2}")
  @CsvSource({
    "1, FORGOTTEN_POSTPONEMENT, NONE, 5",
    "3, FORGOTTEN_POSTPONEMENT, NONE, 5",
    "2, NONE, MARKER_IGNORED, 1",
  })
  void aLieIsFoundAndTheWorkThatShowsItIsShort(long seed, Lie lie, Lie modelLie, int most)
      throws Exception {
    List<Operation> operations = RandomWork.drawn(seed, 120);

    Counterexample<Operation> found =
        shrinking(lie, modelLie).counterexample(operations).orElseThrow();

    assertThat(found.sequence()).hasSizeBetween(1, most);
    assertThat(operations).containsSubsequence(found.sequence());
    assertThat(fault(found.sequence(), lie, modelLie)).isInstanceOf(AssertionError.class);
    assertThat(fault(found.sequence(), Lie.NONE, Lie.NONE)).isNull();
  }

  private Shrinking<Operation> shrinking(Lie lie, Lie modelLie) {
    return new Shrinking<>(MOST_TRIES, operations -> fault(operations, lie, modelLie));
  }

  private @Nullable Throwable fault(List<Operation> operations, Lie lie, Lie modelLie)
      throws Exception {
    Path state = Files.createDirectory(home.resolve("journal" + homes++));
    try (Comparison comparison = new Comparison(state, lie, modelLie)) {
      comparison.of(operations);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }
}
