// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.registration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Rounds;
import org.ingestd.benchmarks.Workplace;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.testbed.bed.RucioBed;

/**
 * The same kind of attachments into a real Rucio, by a bare client and by ours, in turn. Each turn
 * has a new dataset. A new catalogue gets slower with its first files until its database knows how
 * many there are (seen five-fold), so that comes before.
 */
public final class RegistrationLoad implements Load {

  private static final int BATCH = 300;
  private static final int CONNECTIONS = 8;
  private static final int FILES_BEFORE = 5000;
  private static final int MOST_ROUNDS = 6;
  private static final String BARE = "bare client";
  private static final String OURS = "attach";
  private static final String READ_BACK = "attach and read back";

  private final int files = Option.number("BENCH_REGISTRATION_FILES", 4800);
  private int turns;

  @Override
  public String name() {
    return "registration";
  }

  @Override
  public String about() {
    return "attachments into a real Rucio against a bare client, without and with read-back";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    try (RucioBed bed = RucioBed.start();
        RucioClient ours = new RucioClient(settings(bed), Clock.systemUTC(), CallListener.NONE);
        BareClient bare = new BareClient(bed.url(), CONNECTIONS)) {
      bed.run(1, "engine", "stop");
      bare.send(BareClient.bodies(portion(ours, bed.onsite(), FILES_BEFORE), BATCH));
      bed.sql("analyze");
      return measure(place, bed.onsite(), ours, bare);
    }
  }

  private static RucioSettings settings(RucioBed bed) {
    return new RucioSettings(
        bed.url(),
        "ingest",
        "def",
        Optional.empty(),
        new RucioSettings.SignIn.UserPass("ingest", () -> "pw"),
        new RucioSettings.Limits(BATCH, CONNECTIONS));
  }

  private Portion portion(RucioClient client, Path prefix, int size) throws RucioException {
    turns++;
    Portion portion = Portion.of("benchmark/%05d".formatted(turns), size, prefix);
    client.ensureDataset(portion.dataset());
    return portion;
  }

  private List<Finding> measure(Workplace place, Path prefix, RucioClient ours, BareClient bare)
      throws Exception {
    Rounds rounds =
        new Rounds()
            .timingItself(BARE, () -> turn(ours, prefix, portion -> prepared(bare, portion)))
            .timingItself(OURS, () -> turn(ours, prefix, portion -> () -> attach(ours, portion)))
            .timingItself(
                READ_BACK,
                () ->
                    turn(
                        ours,
                        prefix,
                        portion ->
                            () -> {
                              attach(ours, portion);
                              requireThere(ours, portion);
                            }))
            .run(1, Math.min(MOST_ROUNDS, place.rounds()));
    return List.of(
        rounds.speed(OURS, BARE, Finding.Goal.atLeast(0.9)),
        rounds.speed(READ_BACK, BARE, Finding.Goal.atLeast(0.85)),
        new Finding(
            BARE + ", files/s", files / rounds.seconds(BARE), null, Map.of("files", files)));
  }

  /** What a contender does with a portion; all that may be prepared is done by {@code of}. */
  private interface Contender {
    Rounds.Work of(Portion portion) throws IOException;
  }

  private static Rounds.Work prepared(BareClient bare, Portion portion) throws IOException {
    List<byte[]> bodies = BareClient.bodies(portion, BATCH);
    return () -> bare.send(bodies);
  }

  /** Dataset, bodies and the proof that all came in lie outside the nanoseconds. */
  private long turn(RucioClient client, Path prefix, Contender contender) throws Exception {
    Portion portion = portion(client, prefix, files);
    Rounds.Work work = contender.of(portion);
    long from = System.nanoTime();
    work.run();
    long took = System.nanoTime() - from;
    requireThere(client, portion);
    return took;
  }

  private static void attach(RucioClient client, Portion portion) throws RucioException {
    Map<Did, AttachOutcome> outcomes =
        client.attach(portion.dataset(), Portion.RSE, portion.files());
    for (ReplicaEntry file : portion.files()) {
      if (!(outcomes.get(file.did()) instanceof AttachOutcome.Attached)) {
        throw new IllegalStateException(file.did() + ": " + outcomes.get(file.did()));
      }
    }
  }

  /** Attached, with our size and checksum. */
  private static void requireThere(RucioClient client, Portion portion) throws RucioException {
    Map<Did, CatalogueFile> there = client.attached(portion.dataset(), portion.dids());
    for (ReplicaEntry file : portion.files()) {
      CatalogueFile found = there.get(file.did());
      if (found == null
          || found.bytes() != file.bytes()
          || !file.digests().adler32().equals(found.adler32())) {
        throw new IllegalStateException(file + " is in the catalogue as " + found);
      }
    }
  }
}
