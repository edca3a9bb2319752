// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.ProblemCode.Severity;
import org.ingestd.journal.life.Retry;
import org.junit.jupiter.api.Test;

final class TroublesTest {

  private static final Set<String> COUNTED = Set.of("EMPTY", "QUOTA");

  private final Ticking clock = new Ticking();
  private final List<Message> told = new ArrayList<>();
  private final Troubles troubles = new Troubles("onsite", clock, told::add);
  private final NotificationListener listener =
      new NotificationListener(troubles, Severity.WARNING);
  private final JournalFile file =
      Samples.sight(Samples.journal(LifeCycleListener.NONE), "a.fits").get(0);

  private JournalFile with(ProblemCode problem) {
    return file.with(new Retry(1, null, problem, "two values"));
  }

  @Test
  void tenThousandFailuresOfOneKindAreOneMessageAndOneMoreWhenItIsOver() {
    for (int i = 0; i < 10_000; i++) {
      listener.postponed(with(ProblemCode.QUOTA));
      clock.tick(Duration.ofMillis(50));
      troubles.tick(Set.of("QUOTA"), COUNTED);
    }
    assertThat(told).extracting(Message::type).containsExactly(Message.BEGINS);

    troubles.tick(Set.of(), COUNTED);
    clock.tick(Troubles.CALM.minusSeconds(1));
    troubles.tick(Set.of(), COUNTED);
    assertThat(told).as("it may come back").hasSize(1);
    clock.tick(Duration.ofSeconds(1));
    troubles.tick(Set.of(), COUNTED);
    troubles.tick(Set.of(), COUNTED);

    assertThat(told).extracting(Message::type).containsExactly(Message.BEGINS, Message.OVER);
    assertThat(told.get(1).payload().times()).isEqualTo(10_000);
    assertThat(told.get(1).payload().problem()).isEqualTo("QUOTA");
    assertThat(told.get(1).payload().example()).isEqualTo("lst1:a.fits");
  }

  @Test
  void aCircuitThatOpensAndClosesAgainAndAgainIsOneTrouble() {
    for (int i = 0; i < 100; i++) {
      listener.circuit("open");
      clock.tick(Duration.ofSeconds(20));
      listener.circuit("half_open");
      listener.circuit("closed");
      clock.tick(Duration.ofSeconds(20));
      troubles.tick(Set.of(), COUNTED);
    }
    assertThat(told).extracting(Message::type).containsExactly(Message.BEGINS);

    clock.tick(Troubles.CALM);
    troubles.tick(Set.of(), COUNTED);

    assertThat(told).extracting(Message::type).containsExactly(Message.BEGINS, Message.OVER);
  }

  @Test
  void anOutageIsToldOnceAndNotForEachFileThatWaitsForIt() {
    listener.postponed(with(ProblemCode.RUCIO_UNAVAILABLE));
    listener.circuit("open");
    listener.postponed(with(ProblemCode.RUCIO_UNAVAILABLE));

    assertThat(told)
        .extracting(message -> message.payload().problem())
        .containsExactly("RUCIO_UNAVAILABLE");
  }

  @Test
  void kindsAreToldEachForItselfAndWhatIsNotSevereEnoughIsNot() {
    listener.moved(
        with(ProblemCode.EMPTY)
            .with(
                new org.ingestd.journal.life.Standing(
                    FileState.QUARANTINED,
                    Samples.NOW,
                    "it has 0 bytes",
                    1,
                    org.ingestd.journal.life.Lane.LIVE)),
        FileState.SIGHTED);
    listener.postponed(with(ProblemCode.SIDECAR_AWAITED));
    listener.sourceOffline("lst1", "not mounted");
    listener.sourceOffline("lst2", "not mounted");
    listener.signInFailed("oidc", false, "no answer");
    listener.signInFailed("oidc", true, "unknown client");

    assertThat(told)
        .extracting(message -> message.payload().problem())
        .containsExactly("EMPTY", "SOURCE_OFFLINE", "SOURCE_OFFLINE", "SIGN_IN_FAILED");
    assertThat(told.get(1).payload().source()).isEqualTo("lst1");
    assertThat(told.get(1).payload().severity()).isEqualTo("critical");
  }

  @Test
  void aFaultWhoseEndNobodyTellsIsOverAfterAnHourWithoutAnother() {
    listener.failed("scan of lst1: secret/name", new IllegalStateException("closed"));
    clock.tick(Troubles.FORGOTTEN);
    troubles.tick(Set.of(), COUNTED);

    assertThat(told).extracting(Message::type).containsExactly(Message.BEGINS, Message.OVER);
    assertThat(told.get(0).payload().text()).startsWith("scan of lst1 failed");
  }

  @Test
  void theEnvelopeIsThatOfRucio() {
    listener.sourceOffline("lst1", "not mounted");

    assertThat(told.get(0).json())
        .startsWith(
            "{\"event_type\":\"ingest-problem\",\"created_at\":\"2026-01-21T23:00:00Z\",\"payload\":{")
        .contains("\"instance\":\"onsite\"")
        .doesNotContain("\n");
  }
}
