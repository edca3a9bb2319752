// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Reading back: what is known, what is attached, where it lies. */
abstract class ReadContract extends AttachContract {

  @Test
  void knowsFilesAndLeavesOutUnknownOnesAndDatasets() throws RucioException {
    ReplicaEntry file = withMd5(entry("known"), "a".repeat(32));
    clerk.attach(dataset, "ONSITE", List.of(file));

    Map<Did, CatalogueFile> files = clerk.files(List.of(file.did(), did("unknown"), dataset));

    assertThat(files)
        .containsExactly(
            Map.entry(
                file.did(),
                new CatalogueFile(
                    file.did(), file.bytes(), file.digests().adler32(), "a".repeat(32), false)));
    assertThat(clerk.files(List.of())).isEmpty();
  }

  /** So it has to be asked for: neither copies nor rules show it. */
  @Test
  void tellsAFileMarkedLostOnlyByItsOwnColumns() throws RucioException {
    ReplicaEntry file = entry("marked-lost");
    clerk.attach(dataset, "ONSITE", List.of(file));
    RuleInfo rule = clerk.ensureRule(rule("ONSITE", 1));

    markLost(file.did());

    assertThat(known(clerk.files(List.of(file.did())), file.did()).lost()).isTrue();
    CatalogueReplicas replicas =
        known(
            clerk.replicas(List.of(file.did()), Optional.of("file"), Optional.empty()), file.did());
    assertThat(replicas.states()).containsExactly(Map.entry("ONSITE", "AVAILABLE"));
    assertThat(clerk.rule(rule.id()).state()).isEqualTo("OK");
    assertThat(clerk.attached(dataset, List.of(file.did()))).containsOnlyKeys(file.did());
    Did second = new Did("clerk", "second-" + run);
    clerk.ensureDataset(second);
    assertRefused(clerk.attach(second, "ONSITE", List.of(file)), file.did(), Refusal.FILE_LOST);
  }

  @Test
  void tellsAttachedFilesFromOthers() throws RucioException {
    List<ReplicaEntry> files = entries("t", 30);
    clerk.attach(dataset, "ONSITE", files);
    List<Did> asked = new ArrayList<>(dids(files));
    asked.add(did("never"));

    assertThat(clerk.attached(dataset, asked)).containsOnlyKeys(dids(files));
    assertThat(clerk.attached(dataset, List.of(did("never")))).isEmpty();
    assertThat(clerk.attached(dataset, List.of())).isEmpty();
  }

  @Test
  void readsFewFilesOfALargeDatasetOneByOne() throws RucioException {
    List<ReplicaEntry> files = entries("large", 400);
    clerk.attach(dataset, "ONSITE", files);
    clerk.attached(dataset, dids(files));

    // 400 files of the stream cost more than one file alone by now.
    assertThat(clerk.attached(dataset, List.of(files.get(7).did())).values())
        .extracting(CatalogueFile::bytes)
        .containsExactly(files.get(7).bytes());
    assertThat(clerk.attached(dataset, List.of(did("never")))).isEmpty();
  }

  @Test
  void refusesToReadAnUnknownDataset() {
    refusedAs(
        Refusal.DID_UNKNOWN,
        () -> clerk.attached(new Did("clerk", "nowhere-" + run), List.of(did("x"))));
  }

  @Test
  void listsReplicasWithStateAndPath() throws RucioException {
    ReplicaEntry file = entry("dir/replica");
    clerk.attach(dataset, "ONSITE", List.of(file));

    Map<Did, CatalogueReplicas> all =
        clerk.replicas(List.of(file.did(), did("unknown")), Optional.empty(), Optional.empty());
    CatalogueReplicas replicas = known(all, file.did());

    assertThat(all).containsOnlyKeys(file.did());
    assertThat(replicas.states()).containsExactly(Map.entry("ONSITE", "AVAILABLE"));
    assertThat(replicas.file().bytes()).isEqualTo(file.bytes());
    assertThat(replicas.file().adler32()).isEqualTo(file.digests().adler32());
    assertThat(pathOnsite(file.did())).isEqualTo(onsite() + "/" + file.did().name());
  }

  @Test
  void listsReplicasOfOneRseAndOneScheme() throws RucioException {
    ReplicaEntry file = entry("one");
    clerk.attach(dataset, "ONSITE", List.of(file));
    List<Did> asked = List.of(file.did());

    CatalogueReplicas here =
        known(clerk.replicas(asked, Optional.of("file"), Optional.of("ONSITE")), file.did());
    CatalogueReplicas there =
        known(clerk.replicas(asked, Optional.of("file"), Optional.of("TAPE-A")), file.did());
    CatalogueReplicas other =
        known(clerk.replicas(asked, Optional.of("davs"), Optional.of("ONSITE")), file.did());

    assertThat(here.states()).containsOnlyKeys("ONSITE");
    assertThat(here.pfns()).containsOnlyKeys("ONSITE");
    assertThat(there.states()).isEmpty();
    assertThat(other.states()).containsOnlyKeys("ONSITE");
    assertThat(other.pfns()).isEmpty();
  }

  @Test
  void refusesReplicasOfAnUnknownRse() {
    refusedAs(
        Refusal.RSE_UNKNOWN,
        () -> clerk.replicas(List.of(did("x")), Optional.empty(), Optional.of("NO-SUCH-RSE")));
  }
}
