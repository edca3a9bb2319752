// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Test;

final class OutboxTest {

  private final Ticking clock = new Ticking();
  private final List<String> arrived = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private int refusals;

  private final Outbox outbox =
      new Outbox(
          new Channel() {
            @Override
            public String name() {
              return "webhook";
            }

            @Override
            public void deliver(String json) throws IOException {
              if (refusals > 0) {
                refusals--;
                throw new IOException("The receiver answers 503");
              }
              arrived.add(json);
            }
          },
          clock,
          new SilentListener() {
            @Override
            public void notified(String channel, String result) {
              results.add(result);
            }
          });

  private static Message message(String text) {
    return Message.of(
        Message.BEGINS,
        Samples.NOW,
        new Message.Payload(
            "onsite", "EMPTY", "warning", text, "look", Samples.NOW.toString(), 1, null, null));
  }

  @Test
  void aMessageThatIsRefusedIsTriedAgainLaterEachTimeAndInOrder() throws Exception {
    refusals = 2;
    outbox.put(message("first"));
    outbox.put(message("second"));

    assertThat(outbox.turn()).isZero();
    assertThat(outbox.turn()).isEqualTo(Duration.ofSeconds(1));
    clock.tick(Duration.ofSeconds(1));
    assertThat(outbox.turn()).isZero();
    assertThat(outbox.turn()).isEqualTo(Duration.ofSeconds(4));
    assertThat(arrived).isEmpty();
    clock.tick(Duration.ofSeconds(4));
    assertThat(outbox.turn()).isZero();
    assertThat(outbox.turn()).isZero();

    assertThat(arrived).hasSize(2);
    assertThat(arrived.get(0)).contains("first");
    assertThat(results).containsExactly("failed", "failed", "sent", "sent");
  }

  @Test
  void afterItsTriesItIsLostAndTheNextIsTried() throws Exception {
    refusals = Outbox.TRIES;
    outbox.put(message("first"));
    outbox.put(message("second"));

    Duration waited = Duration.ZERO;
    for (int i = 0; i < 2 * Outbox.TRIES + 2; i++) {
      Duration pause = outbox.turn();
      clock.tick(pause);
      waited = waited.plus(pause);
      assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    assertThat(arrived).singleElement().asString().contains("second");
    assertThat(results).endsWith("failed", "lost", "sent");
    assertThat(waited).isGreaterThan(Duration.ofMinutes(10));
  }

  @Test
  void whatHasNoRoomIsLostAtOnceAndNobodyWaits() {
    for (int i = 0; i <= Outbox.ROOM; i++) {
      outbox.put(message("m" + i));
    }

    assertThat(results).containsExactly("lost");
  }
}
