// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad file among 500: what it costs, and that the others pass. */
class PoisonTest {

  private static final Did DATASET = new Did("lst", "R0/Run1");

  /**
   * The batch itself, and two calls for each time that it is halved; where Rucio says 500, as it
   * does for its own faults, once more and up to three single files to tell which of them it is.
   */
  private static final long MOST_CALLS = 1 + 2 * 9;

  private static final long MOST_CALLS_AT_500 = MOST_CALLS + 1 + 3;

  @TempDir Path home;
  private EmbeddedCatalogue catalogue;
  private RucioClient client;

  @BeforeEach
  void start() throws RucioException {
    catalogue = EmbeddedCatalogue.start(home, home.resolve("onsite"));
    client =
        new RucioClient(
            new RucioSettings(
                catalogue.url(),
                "ingest",
                "def",
                Optional.empty(),
                new RucioSettings.SignIn.UserPass("ingest", () -> "pw"),
                new RucioSettings.Limits(500, 4)),
            Clock.systemUTC(),
            CallListener.NONE);
    client.ensureDataset(DATASET);
    catalogue.calls().reset();
  }

  @AfterEach
  void stop() {
    client.close();
    catalogue.close();
  }

  private List<ReplicaEntry> files() {
    return new ArrayList<>(
        IntStream.range(0, 500).mapToObj(i -> entry("f%04d".formatted(i), i)).toList());
  }

  private ReplicaEntry entry(String name, long bytes) {
    Digests digests = new Digests(Map.of(DigestAlgorithm.ADLER32, "00000001"));
    String pfn = "file://localhost:0" + home.resolve("onsite") + "/" + name;
    return new ReplicaEntry(new Did("lst", name), bytes, digests, pfn);
  }

  private void refusesOnly(Did bad, List<ReplicaEntry> files, Refusal refusal, long mostCalls)
      throws RucioException {
    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", files);

    assertThat(catalogue.calls().of(Operation.ATTACH)).isLessThanOrEqualTo(mostCalls);
    assertThat(outcomes).hasSize(500);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(499);
    assertThat(outcomes.get(bad)).isInstanceOf(Refused.class);
    if (outcomes.get(bad) instanceof Refused refused) {
      assertThat(refused.why().refusal()).as(refused.why().getMessage()).isEqualTo(refusal);
    }
    assertThat(client.attached(DATASET, files.stream().map(ReplicaEntry::did).toList()))
        .hasSize(499);
  }

  @Test
  void aFileThatIsMarkedLostIsSingledOut() throws RucioException {
    List<ReplicaEntry> files = files();
    Did lost = files.get(321).did();
    catalogue.admin().putFile(lost, files.get(321).bytes(), "00000001");
    catalogue.admin().markLost(lost);

    refusesOnly(lost, files, Refusal.FILE_LOST, MOST_CALLS);
  }

  @Test
  void aFileWithOtherDataIsSingledOut() throws RucioException {
    List<ReplicaEntry> files = files();
    catalogue.admin().putFile(files.get(7).did(), 99_999, "00000001");

    refusesOnly(files.get(7).did(), files, Refusal.CONFLICT, MOST_CALLS);
  }

  @Test
  void aFileWhoseDidIsADatasetIsSingledOut() throws RucioException {
    List<ReplicaEntry> files = files();
    Did taken = files.get(499).did();
    client.ensureDataset(taken);

    refusesOnly(taken, files, Refusal.CONFLICT, MOST_CALLS_AT_500);
  }

  @Test
  void aPathThatDoesNotFitTheRseIsSingledOut() throws RucioException {
    List<ReplicaEntry> files = files();
    ReplicaEntry good = files.get(250);
    files.set(
        250, new ReplicaEntry(good.did(), good.bytes(), good.digests(), "file://localhost:0/no/f"));

    refusesOnly(good.did(), files, Refusal.PFN_REFUSED, MOST_CALLS);
  }
}
