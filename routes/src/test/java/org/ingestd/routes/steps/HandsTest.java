// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandsTest {

  @Test
  void resultsStandInTheOrderOfTheItems() {
    try (Hands hands = new Hands("test", 3)) {
      List<Integer> items = IntStream.range(0, 1000).boxed().toList();

      assertThat(hands.each(items, i -> 2 * i)).isEqualTo(items.stream().map(i -> 2 * i).toList());
    }
  }

  @Test
  void aSingleItemIsDoneByTheCaller() {
    try (Hands hands = new Hands("test", 3)) {
      assertThat(hands.each(List.of(1), i -> Thread.currentThread()))
          .containsExactly(Thread.currentThread());
    }
  }

  @Test
  void aFaultIsThrownAfterTheOtherItemsWereDone() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    try (Hands hands = new Hands("test", 3)) {
      List<Integer> items = IntStream.range(0, 100).boxed().toList();

      assertThatThrownBy(
              () ->
                  hands.each(
                      items,
                      i -> {
                        if (i == 5) {
                          throw new IllegalArgumentException("five");
                        }
                        return done.add(i);
                      }))
          .hasRootCauseMessage("five");
      assertThat(done).hasSize(99);
    }
  }
}
