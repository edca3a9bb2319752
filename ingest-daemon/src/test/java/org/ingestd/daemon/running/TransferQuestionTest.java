// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.view.TransfersView;
import org.ingestd.daemon.view.TransfersView.TransferView;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people may ask of Rucio about transfers, and how often. */
final class TransferQuestionTest {

  private static final TransferRequest REQUEST =
      new TransferRequest("SUBMITTED", 1, "ONSITE", "2d51", "https://fts.example.org:8446", null);

  private final Journal journal = Samples.journal(LifeCycleListener.NONE);
  private final List<String> asked = new ArrayList<>();
  private Instant now = Samples.NOW;

  @BeforeEach
  void name() {
    JournalFile file = Samples.sight(journal, "a").get(0);
    Identity named = new Identity(null, new Did("lst", "a"), null, "ONSITE", "file:///a");
    journal.record(
        List.of(
            new Entry.Move(
                file.id(),
                FileState.SIGHTED,
                FileState.SETTLED,
                "quiet",
                new Facts(null, named),
                Entry.Next.due(now))));
  }

  private TransferQuestion question(TransferQuestion.Asked rucio) {
    return new TransferQuestion(
        journal,
        (file, rse) -> {
          asked.add(file + " " + rse);
          return rucio.transfer(file, rse);
        },
        () -> now);
  }

  private void copies(String... statesByRse) {
    List<JournalReplica> replicas = new ArrayList<>();
    for (int i = 0; i < statesByRse.length; i += 2) {
      replicas.add(new JournalReplica(statesByRse[i], statesByRse[i + 1], "catalogue"));
    }
    journal.saveReplicas(Map.of(1L, replicas), List.of());
  }

  @Test
  void onlyCopiesThatAreUnderWayAreAskedForAndNotAgainWithinSeconds() {
    copies("CNAF", "COPYING", "ONSITE", "AVAILABLE", "PIC", "COPYING");
    TransferQuestion question =
        question((file, rse) -> rse.equals("PIC") ? Optional.of(REQUEST) : Optional.empty());

    assertThat(question.apply(1))
        .contains(
            new TransfersView(
                now,
                List.of(new TransferView("CNAF", null), new TransferView("PIC", REQUEST)),
                null));
    assertThat(asked).containsExactly("lst:a CNAF", "lst:a PIC");
    now = now.plusSeconds(4);
    question.apply(1);
    assertThat(asked).hasSize(2);
    now = now.plusSeconds(1);
    question.apply(1);
    assertThat(asked).hasSize(4);
  }

  @Test
  void aRefusalIsToldAndAnUnknownFileIsNone() {
    copies("CNAF", "COPYING");
    TransferQuestion question =
        question(
            (file, rse) -> {
              throw new RucioException(Refusal.NOT_PERMITTED, 500, "AccessDenied", "not for you");
            });

    assertThat(question.apply(1)).contains(new TransfersView(now, List.of(), "not for you"));
    assertThat(question.apply(99)).isEmpty();
  }
}
