// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.SAFE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.Snapshot;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it while every seventh exchange with Rucio goes wrong, in ten ways. */
class HostileRucioTest {

  private static final long SEED = System.nanoTime();

  private static final int DATASETS = 12;

  @TempDir Path home;

  private FaultProxy proxy(EmbeddedCatalogue catalogue) {
    FaultProxy before = FaultProxy.before(catalogue.url(), SEED);
    for (Toxic toxic :
        new Toxic[] {
          new Toxic.LostAnswer(),
          new Toxic.ResetBefore(),
          new Toxic.Cut(),
          new Toxic.Truncated(),
          Toxic.html(200),
          Toxic.html(502),
          Toxic.html(504).afterCommit(),
          Toxic.error(500, ""),
          Toxic.error(500, "RucioException"),
          Toxic.error(503, "DatabaseException"),
        }) {
      before.give(Dose.of(toxic).share(0.015));
    }
    before.give(Dose.of(new Toxic.OtherWords()).share(0.1));
    System.out.println(before);
    return before;
  }

  @Test
  void everyFileIsSafeInTheEndOnceAndNoneEverNeedsAPerson() throws Exception {
    endures(200);
  }

  @Test
  @Tag("slow")
  void fiveThousandFilesAreSafeInTheEndOnceAndNoneEverNeedsAPerson() throws Exception {
    endures(5_000);
  }

  private void endures(int count) throws IOException, RucioException {
    AtomicReference<FaultProxy> between = new AtomicReference<>();
    try (Installation here =
        new Installation(
            home,
            Clock.systemUTC(),
            "ingest",
            catalogue -> {
              FaultProxy made = proxy(catalogue);
              between.set(made);
              return made.url();
            })) {
      for (int i = 0; i < count; i++) {
        here.write("run%d/f%05d".formatted(i % DATASETS, i), "content " + i);
      }
      here.start(datasetPerRun(Given.at(here.data)));

      here.awaitAll(count, SAFE);
      here.stop();
      FaultProxy proxy = Objects.requireNonNull(between.get());
      long spoilt = proxy.struck();
      proxy.clear();
      assertThat(here.listener.moves).noneMatch(move -> move.contains("QUARANTINED"));
      assertThat(here.listener.postponed).noneMatch(told -> told.contains("UNEXPECTED"));
      requireOneOfEach(here);
      System.out.printf("%d files SAFE, %d exchanges spoilt or reworded%n", count, spoilt);
    } finally {
      Optional.ofNullable(between.get()).ifPresent(FaultProxy::close);
    }
  }

  private static Given datasetPerRun(Given given) {
    return given.with(
        SourcesOfTrouble.naming(given.treatment(), "{path}", Optional.of("R0/{dir}")));
  }

  private static void requireOneOfEach(Installation here) throws RucioException {
    Snapshot snapshot = here.catalogue.snapshot();
    Map<Did, Integer> perDataset = new TreeMap<>();
    for (JournalFile file : here.files()) {
      Snapshot.File there = snapshot.file(Named.did(file));
      assertThat(there.bytes()).isEqualTo(file.size());
      assertThat(there.adler32()).isEqualTo(Named.digests(file).adler32());
      assertThat(there.replicas()).containsOnlyKeys("ONSITE", "TAPE-A");
      perDataset.merge(Named.dataset(file), 1, Integer::sum);
    }
    assertThat(snapshot.files()).hasSize(here.files().size());
    perDataset.forEach(
        (dataset, files) ->
            assertThat(snapshot.collection(dataset).children()).as(dataset + "").hasSize(files));
    assertThat(snapshot.rules()).hasSize(2 * perDataset.size());
  }
}
