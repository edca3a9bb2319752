// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.steps.Outcomes;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalComponentTest extends CamelTestSupport {

  @TempDir static Path home;

  private final RecordingListener listener = new RecordingListener();
  private final WorkBell bell = new WorkBell();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicBoolean broken = new AtomicBoolean();
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final Semaphore backlogGoesOn = new Semaphore(0);
  private final AtomicInteger backlogBatches = new AtomicInteger();
  private final AtomicInteger digestedLive = new AtomicInteger();
  private final Journal journal =
      SqliteJournal.open(
          home.resolve("j" + System.nanoTime()),
          1L << 30,
          Clock.systemUTC(),
          LifeCycleListener.NONE);
  private final Outcomes outcomes = new Outcomes(journal, bell);

  @Override
  protected RoutesBuilder createRouteBuilder() throws Exception {
    Sources sources =
        new Sources(
            List.of(Given.at(home).source()),
            home,
            new SourceDisks(home, source -> 0, new SilentListener()));
    context.addComponent(
        "journal",
        new JournalComponent(
            new ClaimDesk(
                journal,
                bell,
                sources,
                0.5,
                listener,
                new DueTimes(
                    journal, WatchedClock.trusting(Clock.systemUTC()), Duration.ofDays(1)))));
    context.getRegistry().bind("open", (BooleanSupplier) open::get);
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(JournalUri.files(FileState.SIGHTED)
                .batch(10)
                .every(Duration.ofSeconds(30))
                .whileOpen("open")
                .uri())
            .routeId("settle")
            .process(exchange -> settle(exchange.getMessage().getBody(List.class)));
        from(JournalUri.files(FileState.SETTLED).batch(10).sideBySide(3).oneForLive().uri())
            .routeId("digest")
            .process(exchange -> digest(exchange.getMessage().getBody(List.class)));
      }
    };
  }

  @AfterEach
  void closeJournal() {
    context.stop();
    journal.close();
  }

  @SuppressWarnings("unchecked")
  private void settle(List<?> body) {
    List<JournalFile> files = (List<JournalFile>) body;
    batches.add(files.size());
    if (broken.get()) {
      throw new StackOverflowError("as a bug would");
    }
    List<Entry> entries = new ArrayList<>();
    for (JournalFile file : files) {
      entries.add(
          new Entry.Move(
              file.id(),
              FileState.SIGHTED,
              FileState.SETTLED,
              "test",
              Facts.NONE,
              Entry.Next.due(Clock.systemUTC().instant())));
    }
    outcomes.record(entries);
  }

  /** Batches of backlog stand still until the test lets one go on. */
  @SuppressWarnings("unchecked")
  private void digest(List<?> body) throws InterruptedException {
    List<JournalFile> files = (List<JournalFile>) body;
    if (files.get(0).standing().lane() == Lane.BACKLOG) {
      backlogBatches.incrementAndGet();
      backlogGoesOn.acquire();
    } else {
      digestedLive.addAndGet(files.size());
    }
    outcomes.record(files.stream().map(JournalComponentTest::held).toList());
  }

  private static Entry held(JournalFile file) {
    return new Entry.Await(
        file.id(), FileState.SETTLED, null, Clock.systemUTC().instant().plusSeconds(3600));
  }

  private void sight(int from, int to) {
    sight(from, to, Lane.LIVE);
  }

  private void sight(int from, int to, Lane lane) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = from; i < to; i++) {
      FileKey key = new FileKey("lst1", RawPath.of("f" + i));
      sightings.add(
          new Sighting(
              key, new FileStamp(1, i, 1, 0, 0), lane, null, Clock.systemUTC().instant(), false));
    }
    outcomes.sight(sightings);
  }

  private long settled() {
    return batches.stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void takesBatchesUntilNothingIsDueAndWakesAtOnceForNewWork() {
    sight(0, 25);
    await().atMost(Duration.ofSeconds(10)).until(() -> settled() == 25);
    assertThat(batches).allMatch(size -> size <= 10);

    sight(25, 30);

    await().atMost(Duration.ofSeconds(10)).until(() -> settled() == 30);
  }

  @Test
  void whileLiveFilesFlowBatchesOfBacklogGoInSingleFile() {
    sight(0, 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> digestedLive.get() == 1);

    sight(100, 160, Lane.BACKLOG);
    await().atMost(Duration.ofSeconds(10)).until(() -> backlogBatches.get() == 1);
    for (int live = 1; live <= 10; live++) {
      int next = live;
      sight(next, next + 1);
      await().atMost(Duration.ofSeconds(10)).until(() -> digestedLive.get() == next + 1);
    }
    assertThat(backlogBatches).hasValue(1);

    backlogGoesOn.release(100);
    await().atMost(Duration.ofSeconds(10)).until(() -> backlogBatches.get() >= 6);
  }

  @Test
  void aloneBatchesOfBacklogGoSideBySide() {
    sight(100, 160, Lane.BACKLOG);

    await().atMost(Duration.ofSeconds(10)).until(() -> backlogBatches.get() == 3);

    backlogGoesOn.release(100);
  }

  @Test
  void claimsNothingWhileTheGateIsClosed() {
    open.set(false);
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    sight(0, 5);
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(batches).isEmpty();

    open.set(true);
    bell.ring(FileState.SIGHTED);

    await().atMost(Duration.ofSeconds(10)).until(() -> settled() == 5);
  }

  @Test
  void anErrorDoesNotEndTheConsumer() {
    broken.set(true);
    sight(0, 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> !listener.faults.isEmpty());
    broken.set(false);

    await().atMost(Duration.ofSeconds(10)).until(() -> batches.size() >= 2);

    assertThat(listener.faults.get(0)).isInstanceOf(StackOverflowError.class);
  }
}
