// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which work shares a commit, and in which order it comes to the writer. */
final class WorkQueueTest {

  private static final int LENGTHY = 800;

  private final WorkQueue queue = new WorkQueue();

  private Work<?> put(int rows) {
    return put(rows, rows);
  }

  private Work<?> put(int rows, int together) {
    Work<Integer> work = new Work<>(rows, together, transaction -> rows);
    queue.put(work);
    return work;
  }

  @Test
  void piecesOfAboutSoManyRowsShareACommit() {
    List<Work<?>> lengthy = List.of(put(LENGTHY), put(LENGTHY), put(LENGTHY));

    assertThat(queue.take()).isEqualTo(lengthy.subList(0, 2));
    assertThat(queue.take()).isEqualTo(lengthy.subList(2, 3));
  }

  @Test
  void briefWorkNeitherWaitsForLengthyWorkNorSharesItsCommit() {
    Work<?> lengthy = put(LENGTHY);
    Work<?> brief = put(3);
    Work<?> another = put(WorkQueue.BRIEF);

    assertThat(queue.take()).isEqualTo(List.of(brief, another));
    assertThat(queue.take()).isEqualTo(List.of(lengthy));
  }

  @Test
  void lengthyWorkIsOvertakenTwiceHoweverMuchBriefWorkComes() {
    Work<?> lengthy = put(LENGTHY);
    List<Boolean> there = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      put(1);
      there.add(queue.take().contains(lengthy));
    }

    assertThat(there).containsExactly(false, false, true, false);
  }

  @Test
  void theLastPartOfLengthyWorkIsNotBriefHoweverFewRowsItHas() {
    Work<?> part = put(WorkQueue.SMALL, WorkQueue.SMALL + 10);
    Work<?> last = put(10, WorkQueue.SMALL + 10);
    Work<?> brief = put(10);

    assertThat(queue.take()).isEqualTo(List.of(brief));
    assertThat(queue.take()).isEqualTo(List.of(part));
    assertThat(queue.take()).isEqualTo(List.of(last));
  }

  @Test
  void commitsStaySmallAsLongAsBriefWorkMayComeAndGrowAgain() {
    put(1);
    queue.take();
    for (int i = 0; i < 8; i++) {
      put(WorkQueue.SMALL, 2_000);
    }

    assertThat(queue.take()).hasSize(1);
    int smallCommits = 1;
    while (smallCommits < 100) {
      put(WorkQueue.SMALL, 2_000);
      if (queue.take().size() > 1) {
        break;
      }
      smallCommits++;
    }

    assertThat(smallCommits).isEqualTo(3);
  }

  @Test
  void whatWaitsIsRefusedWhateverItsSize() {
    List<Work<?>> all = List.of(put(LENGTHY), put(1));

    queue.end();

    for (Work<?> work : all) {
      assertThat(catchThrowable(work::await)).hasMessageContaining("has ended");
    }
  }
}
