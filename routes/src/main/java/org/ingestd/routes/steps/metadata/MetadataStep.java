// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Refusals;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Writes the metadata of registered files to Rucio, those first that wait for longest. Files that
 * are to be registered go first: while any waits, only a small wave now and then is written, so
 * that metadata never starve and never hold up a file. Whatever goes wrong is noted beside the
 * metadata and tried again; the file's own state does not change. For one thread.
 */
public final class MetadataStep {

  /** While files wait, one wave in so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What no repetition mends is tried rarely, in case somebody mends it. */
  private static final Duration RARELY = Duration.ofHours(1);

  private static final int LONGEST_RARELY = 24;

  /** Of all files that Rucio takes at once, so many: the others' connections stay free. */
  private static final int SHARE = 4;

  private final Workbench bench;
  private final Journal journal;
  private final RucioClient rucio;
  private @Nullable Instant lastWave;

  public MetadataStep(Workbench bench, RucioClient rucio) {
    this.bench = bench;
    this.journal = bench.outcomes().journal();
    this.rucio = rucio;
  }

  /**
   * Writes until nothing is due, files wait, or the daemon stops.
   *
   * @param open whether a call to Rucio has a chance now
   */
  public void writeDue(BooleanSupplier open) {
    boolean more = true;
    while (more && open.getAsBoolean() && isOurTurn()) {
      more = writeWave();
    }
  }

  private boolean isOurTurn() {
    Instant last = lastWave;
    return last == null || !bench.passed().isBefore(last.plus(PATIENCE)) || !filesWait();
  }

  private boolean filesWait() {
    for (Lane lane : Lane.values()) {
      Claim claim =
          new Claim(FileState.DIGESTED, lane, Claim.SizeClass.ANY, bench.times().now(), 1);
      if (!journal.claim(claim, Set.of()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there may be more. */
  private boolean writeWave() {
    int wave = Math.max(1, rucio.filesAtOnce() / SHARE);
    Instant begin = bench.passed();
    List<MetadataToWrite> due = journal.metadataToWrite(bench.times().now(), wave);
    if (due.isEmpty()) {
      return false;
    }
    Map<Did, String> metadata = new LinkedHashMap<>();
    due.forEach(one -> metadata.put(one.did(), one.metadata().content().json()));
    try {
      record(due, rucio.setMetadata(metadata));
    } catch (RucioException e) {
      if (e.refusal() == Refusal.UNAVAILABLE && !rucio.available()) {
        return false;
      }
      Map<Did, RucioException> all = new HashMap<>();
      metadata.keySet().forEach(did -> all.put(did, e));
      record(due, all);
    }
    lastWave = bench.passed();
    bench.listener().stepped("metadata", due.size(), Duration.between(begin, bench.passed()));
    return due.size() == wave;
  }

  private void record(List<MetadataToWrite> due, Map<Did, RucioException> refused) {
    Map<Long, JournalMetadata> outcomes = new HashMap<>();
    for (MetadataToWrite one : due) {
      RucioException why = refused.get(one.did());
      outcomes.put(
          one.file(),
          why == null ? one.metadata().written(bench.now()) : postponed(one.metadata(), why));
    }
    journal.saveMetadata(outcomes);
    refused.values().stream()
        .findFirst()
        .ifPresent(
            why ->
                bench
                    .listener()
                    .metadataRefused(
                        refused.size(),
                        Refusals.problem(why.refusal()),
                        String.valueOf(why.getMessage())));
  }

  private JournalMetadata postponed(JournalMetadata metadata, RucioException why) {
    ProblemCode problem = Refusals.problem(why.refusal());
    int attempts = metadata.retry().attempts();
    Instant due =
        why.refusal().retryable()
            ? bench.backoff().retry(bench.now(), attempts)
            : bench.now().plus(RARELY.multipliedBy(Math.min(attempts + 1, LONGEST_RARELY)));
    return metadata.postponed(problem, String.valueOf(why.getMessage()), due);
  }
}
