// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Datasets that are closed and opened again, and containers that hold them. */
abstract class CollectionContract extends ReadContract {

  @Test
  void closesADatasetOnceWithoutAdmin() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("first")));

    assertThat(clerk.closeDataset(dataset)).isTrue();
    assertThat(clerk.closeDataset(dataset)).isFalse();

    refusedAs(
        Refusal.DATASET_CLOSED, () -> clerk.attach(dataset, "ONSITE", List.of(entry("late"))));
    assertThat(clerk.attached(dataset, List.of(did("first"), did("late"))))
        .containsOnlyKeys(did("first"));
  }

  @Test
  void closesADatasetWithoutFiles() throws RucioException {
    assertThat(clerk.closeDataset(dataset)).isTrue();
    assertThat(clerk.closeDataset(dataset)).isFalse();
  }

  @Test
  void takesNothingAgainIntoAClosedDatasetNotEvenWhatItHas() throws RucioException {
    List<ReplicaEntry> files = List.of(entry("first"));
    clerk.attach(dataset, "ONSITE", files);
    clerk.closeDataset(dataset);

    refusedAs(Refusal.DATASET_CLOSED, () -> clerk.attach(dataset, "ONSITE", files));
  }

  @Test
  void opensADatasetAgainAndClosesItAnewWithoutAdmin() throws RucioException {
    assertThat(clerk.reopenDataset(dataset)).as("it is open").isFalse();
    clerk.closeDataset(dataset);

    assertThat(clerk.reopenDataset(dataset)).isTrue();
    assertThat(clerk.reopenDataset(dataset)).isFalse();
    assertThat(clerk.attach(dataset, "ONSITE", List.of(entry("late"))))
        .containsEntry(did("late"), new Attached(false));
    assertThat(clerk.closeDataset(dataset)).isTrue();
  }

  @Test
  void keepsTheRulesOfADatasetThatIsClosed() throws RucioException {
    RuleInfo before = clerk.ensureRule(rule("ONSITE", 1));
    clerk.closeDataset(dataset);

    assertThat(clerk.ensureRule(rule("ONSITE", 1)).id()).isEqualTo(before.id());
    assertThat(clerk.ensureRule(rule("DISK-A", 1)).expression()).isEqualTo("DISK-A");
  }

  @Test
  void closesADatasetWhoseNameEndsInAWordOfARoute() throws RucioException {
    Did odd = new Did("clerk", name("odd-" + run + "/status"));
    clerk.ensureDataset(odd);

    assertThat(clerk.closeDataset(odd)).isTrue();
    assertThat(clerk.closeDataset(odd)).isFalse();
    assertThat(clerk.reopenDataset(odd)).isTrue();
  }

  @Test
  void closesNothingThatIsNotThereOrNoDataset() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("leaf")));
    Did unknown = new Did("clerk", "nowhere-" + run);

    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.closeDataset(unknown));
    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.reopenDataset(unknown));
    refusedAs(Refusal.UNSUPPORTED, () -> clerk.closeDataset(did("leaf")));
  }

  @Test
  void closesNoDatasetOfOthersWithoutAdmin() throws RucioException {
    Did foreign = new Did("foreign", "ds-" + run);
    ingest.ensureDataset(foreign);

    refusedAs(Refusal.NOT_PERMITTED, () -> clerk.closeDataset(foreign));
    assertThat(ingest.closeDataset(foreign)).isTrue();
    refusedAs(Refusal.NOT_PERMITTED, () -> clerk.reopenDataset(foreign));
    assertThat(ingest.reopenDataset(foreign)).isTrue();
  }

  @Test
  void putsADatasetIntoAContainerHoweverOftenItIsAsked() throws RucioException {
    Did container = new Did("clerk", "night-" + run);
    Did second = new Did("clerk", "second-" + run);
    clerk.ensureDataset(second);

    clerk.ensureContained(dataset, container);
    clerk.ensureContained(dataset, container);
    clerk.ensureContained(second, container);

    assertThat(clerk.attach(dataset, "ONSITE", List.of(entry("in-it")))).hasSize(1);
    assertThat(clerk.attached(container, List.of(did("in-it")))).containsOnlyKeys(did("in-it"));
  }

  @Test
  void putsAClosedDatasetIntoAContainer() throws RucioException {
    clerk.closeDataset(dataset);

    clerk.ensureContained(dataset, new Did("clerk", "night-" + run));
  }

  @Test
  void putsADatasetIntoTwoContainers() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("in-both")));

    clerk.ensureContained(dataset, new Did("clerk", "night-" + run));
    clerk.ensureContained(dataset, new Did("clerk", "programme-" + run));

    assertThat(clerk.attached(new Did("clerk", "programme-" + run), List.of(did("in-both"))))
        .containsOnlyKeys(did("in-both"));
  }

  @Test
  void refusesAContainerThatIsAFileOrDataset() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("leaf")));
    Did other = new Did("clerk", "other-" + run);
    clerk.ensureDataset(other);

    refusedAs(Refusal.CONFLICT, () -> clerk.ensureContained(dataset, other))
        .hasMessageContaining("not a CONTAINER");
    refusedAs(Refusal.CONFLICT, () -> clerk.ensureContained(dataset, did("leaf")));
    refusedAs(
        Refusal.CONFLICT,
        () -> {
          clerk.ensureContained(dataset, new Did("clerk", "night-" + run));
          clerk.ensureDataset(new Did("clerk", "night-" + run));
        });
  }

  @Test
  void refusesAContainerOfOthersWithoutAdminAndADatasetThatIsNotThere() {
    refusedAs(
        Refusal.NOT_PERMITTED,
        () -> clerk.ensureContained(dataset, new Did("foreign", "night-" + run)));
    refusedAs(
        Refusal.DID_UNKNOWN,
        () ->
            clerk.ensureContained(
                new Did("clerk", "nowhere-" + run), new Did("clerk", "night-" + run)));
  }
}
