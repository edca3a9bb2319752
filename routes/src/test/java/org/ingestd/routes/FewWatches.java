// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.contract.SourceSettings.Watch;

/**
 * A process that runs the whole below {@code HOME}, where the kernel gives it few watches: prints
 * what is degraded, and ends well once files in directories that cannot be watched are SAFE.
 */
final class FewWatches {

  private static final int DIRECTORIES = 20;

  private FewWatches() {}

  public static void main(String[] args) throws Exception {
    try (Installation here = new Installation(Path.of(args[0]))) {
      for (int i = 0; i < DIRECTORIES; i++) {
        here.write("d" + i + "/early", "content" + i);
      }
      Ingest ingest =
          here.start(Given.at(here.data).watch(Watch.EVENTS).rescan(Duration.ofMillis(500)));
      here.awaitAll(DIRECTORIES, FileState.SAFE);
      for (int i = 0; i < DIRECTORIES; i++) {
        here.write("d" + i + "/late", "other" + i);
      }
      here.awaitAll(2 * DIRECTORIES, FileState.SAFE);
      await().until(() -> ingest.health().degraded().size() == 1);
      System.out.println(ingest.health().degraded());
    }
    System.exit(0);
  }
}
