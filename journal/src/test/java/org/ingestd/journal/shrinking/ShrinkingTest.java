// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.shrinking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ingestd.journal.shrinking.Shrinking.Counterexample;
import org.junit.jupiter.api.Test;

final class ShrinkingTest {

  private static final List<Integer> SIXTY = IntStream.range(0, 60).boxed().toList();

  private final List<List<Integer>> tried = new ArrayList<>();

  @Test
  void onlyWhatTheFaultNeedsIsLeft() throws Exception {
    Shrinking<Integer> shrinking =
        shrinking(1_000, numbers -> numbers.containsAll(List.of(3, 29, 58)));

    Counterexample<Integer> found = shrinking.counterexample(SIXTY).orElseThrow();

    assertThat(found.sequence()).containsExactly(3, 29, 58);
    assertThat(found.fault()).hasMessage("[3, 29, 58]");
    assertThat(tried).hasSizeLessThan(60);
  }

  @Test
  void whatAnEarlierOneNeededGoesAfterIt() throws Exception {
    Predicate<List<Integer>> broken =
        numbers -> numbers.contains(50) && (numbers.contains(1) || !numbers.contains(2));

    Counterexample<Integer> found =
        shrinking(1_000, broken).counterexample(List.of(50, 2, 1)).orElseThrow();

    assertThat(found.sequence()).containsExactly(50);
  }

  @Test
  void aSequenceThatBreaksNothingIsTriedOnce() throws Exception {
    Shrinking<Integer> shrinking = shrinking(1_000, numbers -> false);

    shrinking.verify(7, SIXTY);

    assertThat(tried).containsExactly(SIXTY);
  }

  @Test
  void theLimitOfTriesIsKeptAndWhatIsLeftStillBreaks() throws Exception {
    Counterexample<Integer> found =
        shrinking(2, numbers -> numbers.contains(58)).counterexample(SIXTY).orElseThrow();

    assertThat(tried).hasSize(3);
    assertThat(found.sequence()).hasSizeBetween(2, 30).contains(58);
  }

  @Test
  void theErrorSaysSeedSequenceAndCause() {
    Shrinking<Integer> shrinking = shrinking(1_000, numbers -> numbers.contains(58));

    assertThatThrownBy(() -> shrinking.verify(7, SIXTY))
        .isInstanceOf(AssertionError.class)
        .hasMessage("seed 7, 1 operations of 60:\n  58\n")
        .hasRootCauseMessage("[58]");
  }

  private Shrinking<Integer> shrinking(int mostTries, Predicate<List<Integer>> broken) {
    return new Shrinking<>(
        mostTries,
        numbers -> {
          tried.add(List.copyOf(numbers));
          return broken.test(numbers) ? new IllegalStateException(numbers.toString()) : null;
        });
  }
}
