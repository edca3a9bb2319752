// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.RseDescription.Protocol;
import org.ingestd.rse.version.RucioDifference;
import org.junit.jupiter.api.Test;

/** Registering in place: good answers, refusals, repeats. */
abstract class AttachContract extends SiteContract {

  @Test
  void attachesAndReadsBackAsAnAccountWithoutAdmin() throws RucioException {
    List<ReplicaEntry> files = entries("a", 7);

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertThat(outcomes).hasSize(7).containsValue(new Attached(false));
    assertThat(outcomes.values()).containsOnly(new Attached(false));
    Map<Did, CatalogueFile> back = clerk.attached(dataset, dids(files));
    assertThat(back).containsOnlyKeys(dids(files));
    files.forEach(
        file -> {
          CatalogueFile known = known(back, file.did());
          assertThat(known.bytes()).isEqualTo(file.bytes());
          assertThat(known.adler32()).isEqualTo(file.digests().adler32());
        });
  }

  @Test
  void attachesAsAdminInAnyScope() throws RucioException {
    Did other = new Did("magic", "run-" + run);
    ingest.ensureDataset(other);
    ReplicaEntry file = entry(new Did("magic", "f-" + run), 12, "00000001");

    assertThat(ingest.attach(other, "ONSITE", List.of(file)))
        .containsEntry(file.did(), new Attached(false));
  }

  @Test
  void attachesTheSameAgainWithoutHarm() throws RucioException {
    List<ReplicaEntry> files = entries("again", 5);
    clerk.attach(dataset, "ONSITE", files);

    assertThat(clerk.attach(dataset, "ONSITE", files).values()).containsOnly(new Attached(false));
    assertThat(clerk.attached(dataset, dids(files))).hasSize(5);
  }

  @Test
  void attachesAFileToASecondDataset() throws RucioException {
    ReplicaEntry file = entry("shared");
    clerk.attach(dataset, "ONSITE", List.of(file));
    Did second = new Did("clerk", "second-" + run);
    clerk.ensureDataset(second);

    assertThat(clerk.attached(second, List.of(file.did()))).isEmpty();
    clerk.attach(second, "ONSITE", List.of(file));
    assertThat(clerk.attached(second, List.of(file.did()))).containsOnlyKeys(file.did());
  }

  @Test
  void attachesMoreThanOneBatchSideBySide() throws RucioException {
    List<ReplicaEntry> files = entries("many", 95);
    RucioClient small = client("clerk", "pw", 10);

    Map<Did, AttachOutcome> outcomes = small.attach(dataset, "ONSITE", files);

    assertThat(outcomes).hasSize(95);
    assertThat(outcomes.values()).containsOnly(new Attached(false));
    assertThat(small.attached(dataset, dids(files))).hasSize(95);
  }

  @Test
  void toleratesAFileNamedTwice() throws RucioException {
    ReplicaEntry file = entry("twice");

    assertThat(clerk.attach(dataset, "ONSITE", List.of(file, file)))
        .containsExactly(Map.entry(file.did(), new Attached(false)));
  }

  @Test
  void refusesTwoFilesForOneDidAndSendsNeither() throws RucioException {
    ReplicaEntry one = entry(did("clash"), 1, "00000001");
    ReplicaEntry other = entry(did("clash"), 2, "00000001");

    Map<Did, AttachOutcome> outcomes =
        clerk.attach(dataset, "ONSITE", List.of(one, other, entry("fine")));

    assertRefused(outcomes, did("clash"), Refusal.CONFLICT);
    assertThat(outcomes).containsEntry(did("fine"), new Attached(false));
    assertThat(clerk.files(List.of(did("clash"), did("fine")))).containsOnlyKeys(did("fine"));
  }

  @Test
  void singlesOutFilesWithOtherSizeOrChecksum() throws RucioException {
    clerk.attach(dataset, "ONSITE", entries("c", 40));
    List<ReplicaEntry> files = new ArrayList<>(entries("c", 60));
    files.set(3, entry(files.get(3).did(), 999, files.get(3).digests().adler32()));
    files.set(31, entry(files.get(31).did(), files.get(31).bytes(), "deadbeef"));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertThat(outcomes).hasSize(60);
    assertRefused(outcomes, files.get(3).did(), Refusal.CONFLICT);
    assertRefused(outcomes, files.get(31).did(), Refusal.CONFLICT);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(58);
    assertThat(clerk.attached(dataset, dids(files))).hasSize(60);
  }

  @Test
  void singlesOutNamesThatBreakTheSchema() throws RucioException {
    List<ReplicaEntry> files = new ArrayList<>(entries("n", 20));
    files.add(entry(new Did("clerk", "sp ace-" + run), 5, "00000001"));
    files.add(entry(new Did("clerk", "x".repeat(300)), 5, "00000001"));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertRefused(outcomes, files.get(20).did(), Refusal.NAME_REFUSED);
    assertRefused(outcomes, files.get(21).did(), Refusal.NAME_REFUSED);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(20);
  }

  /** Before 35 the second looks like a fault of the server: our own rules must refuse it before. */
  @Test
  void takesANameOf250CharactersAndSinglesOutOneOf251() throws RucioException {
    List<ReplicaEntry> files = new ArrayList<>(entries("s", 20));
    files.add(entry(new Did("clerk", run + "x".repeat(242)), 5, "00000001"));
    files.add(entry(new Did("clerk", run + "x".repeat(243)), 5, "00000001"));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(21);
    assertRefused(
        outcomes,
        files.get(21).did(),
        version.has(RucioDifference.LONG_NAMES_ARE_REFUSED_AS_NAMES)
            ? Refusal.NAME_REFUSED
            : Refusal.UNAVAILABLE);
    NameRules ours = NameRules.ofServer(version.text());
    assertThat(ours.whyNotName(files.get(20).did().name())).isEmpty();
    assertThat(ours.whyNotName(files.get(21).did().name())).isPresent();
  }

  @Test
  void singlesOutPathsOutsideTheRse() throws RucioException {
    List<ReplicaEntry> files = new ArrayList<>(entries("p", 20));
    files.add(at(did("outside"), "file://localhost:0/elsewhere/outside"));
    files.add(at(did("scheme"), "davs://localhost:443" + onsite() + "/scheme"));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertRefused(outcomes, did("outside"), Refusal.PFN_REFUSED);
    assertRefused(outcomes, did("scheme"), Refusal.PFN_REFUSED);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(20);
  }

  @Test
  void singlesOutAFileWhoseDidIsADataset() throws RucioException {
    List<ReplicaEntry> files = new ArrayList<>(entries("d", 12));
    files.add(entry(dataset, 5, "00000001"));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertRefused(outcomes, dataset, Refusal.CONFLICT);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(12);
  }

  @Test
  void singlesOutAPathTooLongForTheCatalogue() throws RucioException {
    List<ReplicaEntry> files = new ArrayList<>(entries("l", 12));
    files.add(at(did("long"), pfn("y/".repeat(520) + "long")));

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertThat(outcomes.get(did("long"))).isInstanceOf(Refused.class);
    assertThat(outcomes.values()).filteredOn(Attached.class::isInstance).hasSize(12);
  }

  @Test
  void endsEarlyWhenEveryFileIsRefused() throws RucioException {
    List<ReplicaEntry> files =
        IntStream.range(0, 200)
            .mapToObj(i -> at(did("e" + i), "file://localhost:0/no/" + i))
            .toList();

    Map<Did, AttachOutcome> outcomes = clerk.attach(dataset, "ONSITE", files);

    assertThat(outcomes).hasSize(200);
    assertThat(outcomes.values()).allMatch(Refused.class::isInstance);
    assertThat(outcomes.values())
        .extracting(outcome -> ((Refused) outcome).why().refusal())
        .containsOnly(Refusal.PFN_REFUSED, Refusal.UNAVAILABLE);
    assertThat(clerk.files(dids(files))).isEmpty();
  }

  @Test
  void adoptsAFileThatWasRegisteredWithoutMd5() throws RucioException {
    ReplicaEntry bare = entry(did("md5less"), 77, "00abcdef");
    clerk.attach(dataset, "ONSITE", List.of(bare));
    ReplicaEntry full = withMd5(bare, "0123456789abcdef0123456789abcdef");

    assertThat(clerk.attach(dataset, "ONSITE", List.of(full)))
        .containsEntry(full.did(), new Attached(true));
  }

  @Test
  void refusesAnotherMd5() throws RucioException {
    ReplicaEntry one = withMd5(entry("md5"), "0".repeat(32));
    clerk.attach(dataset, "ONSITE", List.of(one));

    assertRefused(
        clerk.attach(dataset, "ONSITE", List.of(withMd5(one, "1".repeat(32)))),
        one.did(),
        Refusal.CONFLICT);
    assertThat(known(clerk.files(List.of(one.did())), one.did()).md5()).isEqualTo("0".repeat(32));
  }

  @Test
  void registersAnotherPathOfAKnownFileWithoutAWordSoThatPathsMustBeReadBack()
      throws RucioException {
    ReplicaEntry first = entry("path");
    clerk.attach(dataset, "ONSITE", List.of(first));

    Map<Did, AttachOutcome> outcomes =
        clerk.attach(dataset, "ONSITE", List.of(moved(first, "another/place")));

    assertThat(outcomes).containsEntry(first.did(), new Attached(false));
    assertThat(pathOnsite(first.did())).isEqualTo(onsite() + "/" + first.did().name());
  }

  @Test
  void refusesAnUnknownDataset() {
    refusedAs(
        Refusal.DID_UNKNOWN,
        () -> clerk.attach(new Did("clerk", "nowhere-" + run), "ONSITE", entries("u", 3)));
  }

  @Test
  void refusesAnUnknownRseForAll() {
    refusedAs(Refusal.RSE_UNKNOWN, () -> clerk.attach(dataset, "NO-SUCH-RSE", entries("r", 3)));
  }

  @Test
  void refusesAnUnknownScopeForAll() {
    List<ReplicaEntry> files =
        IntStream.range(0, 3)
            .mapToObj(i -> entry(new Did("nosuchscope", "s" + i + run), 5, "00000001"))
            .toList();

    refusedAs(Refusal.SCOPE_UNKNOWN, () -> clerk.attach(dataset, "ONSITE", files));
  }

  @Test
  void refusesAnAccountWithoutRights() {
    RucioClient plain = client("plain", "pw");

    refusedAs(Refusal.NOT_PERMITTED, () -> plain.attach(dataset, "ONSITE", entries("no", 3)));
    assertThat(plain.available()).isTrue();
  }

  @Test
  void refusesWhatIsNotADataset() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("leaf")));

    refusedAs(Refusal.CONFLICT, () -> clerk.attach(did("leaf"), "ONSITE", entries("w", 3)));
  }

  @Test
  void takesAttachmentsOnAnRseThatIsClosedForWriting() throws RucioException {
    Protocol protocol = clerk.rse("READONLY").protocols().get(0);
    ReplicaEntry file =
        at(did("closed"), "file://localhost:0" + protocol.prefix() + "/closed-" + run);

    assertThat(clerk.attach(dataset, "READONLY", List.of(file)))
        .containsEntry(file.did(), new Attached(false));
  }

  @Test
  void survivesManyCallersAttachingTheSameFilesAtOnce() throws Exception {
    List<ReplicaEntry> files = entries("race", 60);
    List<Callable<Map<Did, AttachOutcome>>> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(() -> clerk.attach(dataset, "ONSITE", files));
    }

    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (Future<Map<Did, AttachOutcome>> caller : threads.invokeAll(callers)) {
        assertThat(caller.get()).hasSize(60);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(clerk.attached(dataset, dids(files))).hasSize(60);
  }
}
