// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the client while the way to Rucio is spoilt, one toxic after the other. */
class ToxicsTest {

  private static final long SEED = System.nanoTime();
  private static final int WORKERS = 6;
  private static final int PARTS = 4;

  /** Four connections, one call each, and what the JDK's client needs beside. */
  private static final long MOST_THREADS = 24;

  @TempDir static Path home;
  private static EmbeddedCatalogue catalogue;
  private static FaultProxy proxy;
  private static Persistence caller;
  private static Persistence direct;
  private static final AtomicInteger DATASETS = new AtomicInteger();

  @BeforeAll
  static void start() {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
    proxy = FaultProxy.before(catalogue.url(), SEED);
    caller = new Persistence(proxy.url(), home.resolve("onsite"), SEED);
    direct = new Persistence(catalogue.url(), home.resolve("onsite"), SEED);
    System.out.println(proxy);
  }

  @AfterAll
  static void stop() {
    caller.close();
    direct.close();
    proxy.close();
    catalogue.close();
  }

  static Stream<Arguments> toxics() {
    return Stream.of(
        Arguments.of("answer lost after the commit", new Toxic.LostAnswer()),
        Arguments.of("reset before", new Toxic.ResetBefore()),
        Arguments.of("cut in the body", new Toxic.Cut()),
        Arguments.of("truncated JSON", new Toxic.Truncated()),
        Arguments.of("latency", new Toxic.Latency(Duration.ofMillis(5))),
        Arguments.of("slow body", new Toxic.SlowBody(4, Duration.ofMillis(2))),
        Arguments.of("HTML page with 200", Toxic.html(200)),
        Arguments.of("HTML page with 502", Toxic.html(502)),
        Arguments.of("500 without a class", Toxic.error(500, "")),
        Arguments.of("500 RucioException", Toxic.error(500, "RucioException")),
        Arguments.of("503 after the commit", Toxic.error(503, "DatabaseException").afterCommit()),
        Arguments.of("504 after the commit", Toxic.html(504).afterCommit()),
        Arguments.of("429 with Retry-After", Toxic.busy(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("toxics")
  void everyOutcomeIsClassifiedNoThreadPilesUpAndTheEndIsRight(String name, Toxic toxic)
      throws Exception {
    endures(name, toxic, 15);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("toxics")
  @Tag("slow")
  void tenThousandCallsOfEachToxicEndTheSameWay(String name, Toxic toxic) throws Exception {
    endures(name, toxic, 1_000);
  }

  /** Ten calls a round. */
  private void endures(String name, Toxic toxic, int rounds) throws Exception {
    int first = DATASETS.getAndAdd(rounds);
    proxy.give(Dose.of(toxic).share(0.4));
    long before = proxy.struck();
    Map<Refusal, Integer> refusals = new TreeMap<>();
    for (int dataset : inParallel(first, rounds, refusals)) {
      assertThat(dataset).isNotNegative();
    }
    long struck = proxy.struck() - before;
    long threads = threads();
    proxy.clear();

    for (int dataset = first; dataset < first + rounds; dataset++) {
      caller.register(dataset, PARTS);
      caller.requireOneOfEach(direct.client, dataset, PARTS);
    }
    System.out.printf(
        "%s: %d calls, %d spoilt, refusals %s, %d threads%n",
        name, rounds * 10, struck, refusals, threads);
    assertThat(struck).isGreaterThan(rounds);
    assertThat(refusals.keySet()).isSubsetOf(Refusal.UNAVAILABLE);
    assertThat(threads).isLessThanOrEqualTo(MOST_THREADS);
  }

  private static List<Integer> inParallel(int first, int rounds, Map<Refusal, Integer> refusals)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    List<Callable<Integer>> works = new ArrayList<>();
    for (int dataset = first; dataset < first + rounds; dataset++) {
      int number = dataset;
      works.add(
          () -> {
            round(number, refusals);
            return number;
          });
    }
    List<Integer> done = new ArrayList<>();
    try {
      for (Future<Integer> round : threads.invokeAll(works)) {
        done.add(round.get());
      }
    } finally {
      threads.shutdownNow();
    }
    return done;
  }

  /** Every call that writes, and every one that reads, whether the one before succeeded or not. */
  private static void round(int number, Map<Refusal, Integer> refusals) {
    RucioClient client = caller.client;
    Did dataset = caller.dataset(number);
    List<Did> dids = caller.files(number, 0).stream().map(ReplicaEntry::did).toList();
    caller.persist(() -> client.ensureDataset(dataset));
    List<Persistence.Call<?>> calls = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<ReplicaEntry> files = caller.files(number, part);
      calls.add(() -> classified(client.attach(dataset, "ONSITE", files)));
    }
    calls.add(() -> client.ensureRule(Persistence.rule(dataset)));
    calls.add(() -> client.files(dids));
    calls.add(() -> client.attached(dataset, dids));
    calls.add(() -> client.replicas(dids, Optional.of("file"), Optional.empty()));
    calls.add(() -> client.rse("ONSITE"));
    for (Persistence.Call<?> call : calls) {
      try {
        call.made();
      } catch (RucioException e) {
        synchronized (refusals) {
          refusals.merge(e.refusal(), 1, Integer::sum);
        }
        caller.rest();
      }
    }
  }

  private static boolean classified(Map<Did, AttachOutcome> outcomes) throws RucioException {
    assertThat(outcomes).hasSize(3);
    for (AttachOutcome outcome : outcomes.values()) {
      if (outcome instanceof Refused refused) {
        throw refused.why();
      }
    }
    return true;
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rucio-"))
        .count();
  }
}
