// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.testbed.proxy.Dose;
import org.ingestd.testbed.proxy.FaultProxy;
import org.ingestd.testbed.proxy.Toxic;

/** Answers that are lost after the server did what was asked: asked again, and never doubled. */
abstract class LostAnswers {

  private static final int WORKERS = 4;
  private static final int PARTS = 8;

  abstract URI server();

  abstract Path onsite();

  /**
   * @param lost answers at least
   */
  void loses(int lost) throws Exception {
    long seed = System.nanoTime();
    try (FaultProxy proxy = FaultProxy.before(server(), seed);
        Persistence caller = new Persistence(proxy.url(), onsite(), seed);
        Persistence direct = new Persistence(server(), onsite(), seed)) {
      for (String path : List.of("/dids/attachments", "/dids/clerk/", "/rules/")) {
        proxy.give(Dose.of(new Toxic.LostAnswer()).on("POST", path).share(0.5));
      }
      AtomicInteger datasets = new AtomicInteger();
      inParallel(
          () -> {
            while (proxy.struck() < lost) {
              caller.register(datasets.getAndIncrement(), PARTS);
            }
          });

      for (int dataset = 0; dataset < datasets.get(); dataset++) {
        caller.requireOneOfEach(direct.client, dataset, PARTS);
      }
      System.out.printf(
          "%d answers lost, %d datasets, none doubled, none stuck (%s)%n",
          proxy.struck(), datasets.get(), proxy);
      assertThat(proxy.struck()).isGreaterThanOrEqualTo(lost);
    }
  }

  private static void inParallel(Runnable work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(threads.submit(work));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
