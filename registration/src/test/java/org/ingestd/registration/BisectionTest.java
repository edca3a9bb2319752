// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ingestd.registration.ScriptedServer.Asked;
import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** How bad files are singled out, and at what price. */
class BisectionTest extends Scripted {

  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

  /** A server that takes a batch unless it holds a bad file. */
  private void refuses(Set<String> bad, Reply refusal) {
    server.answers(
        call ->
            switch (call.path()) {
              case "/dids/attachments" -> attach(call, bad, refusal);
              case "/dids/bulkmeta" -> Reply.lines();
              default -> Reply.page(404);
            });
  }

  private Reply attach(Asked call, Set<String> bad, Reply refusal) {
    List<String> names = names(call);
    if (names.stream().anyMatch(bad::contains)) {
      return refusal;
    }
    names.forEach(
        name -> taken.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet());
    return Reply.created();
  }

  private static List<String> names(Asked call) {
    try {
      List<String> names = new ArrayList<>();
      new JsonMapper()
          .readTree(call.body())
          .path("attachments")
          .path(0)
          .path("dids")
          .forEach(did -> names.add(did.path("name").asText()));
      return names;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private int attachCalls() {
    return server.asked("/dids/attachments").size();
  }

  private static Map<Boolean, List<Did>> byFate(Map<Did, AttachOutcome> outcomes) {
    return outcomes.keySet().stream()
        .collect(Collectors.partitioningBy(did -> outcomes.get(did) instanceof Attached));
  }

  @Test
  void findsOneBadFileOf300InAboutTwiceTheLogarithm() throws RucioException {
    refuses(Set.of("f0123"), Reply.error(412, "FileConsistencyMismatch"));

    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", entries(300));

    assertThat(byFate(outcomes).get(true)).hasSize(299);
    assertThat(byFate(outcomes).get(false)).containsExactly(new Did("lst", "f0123"));
    assertThat(attachCalls()).isLessThanOrEqualTo(19);
    assertThat(taken).hasSize(299).allSatisfy((name, times) -> assertThat(times).hasValue(1));
  }

  @Test
  void sendsSortedDisjointBatches() throws RucioException {
    refuses(Set.of(), Reply.page(500));
    List<ReplicaEntry> shuffled = new ArrayList<>(entries(1000));
    Collections.shuffle(shuffled, new Random(7));

    assertThat(client.attach(DATASET, "ONSITE", shuffled)).hasSize(1000);

    Set<String> seen = new HashSet<>();
    for (Asked call : server.asked("/dids/attachments")) {
      assertThat(names(call)).isSorted().hasSizeLessThanOrEqualTo(300);
      assertThat(seen).doesNotContainAnyElementsOf(names(call));
      seen.addAll(names(call));
    }
    assertThat(attachCalls()).isEqualTo(4);
  }

  @Test
  void sendsOneSchemeACall() throws RucioException {
    refuses(Set.of(), Reply.page(500));
    ReplicaEntry file = entry("a");
    ReplicaEntry dav = new ReplicaEntry(new Did("lst", "b"), 1, file.digests(), "dav://h:1/b");
    ReplicaEntry davs = new ReplicaEntry(new Did("lst", "c"), 1, file.digests(), "davs://h:1/c");

    assertThat(client.attach(DATASET, "ONSITE", List.of(file, dav, davs))).hasSize(3);

    assertThat(attachCalls()).isEqualTo(3);
  }

  @Test
  void stopsEarlyWhenEveryFileIsBadAndSaysWhatWasNotTried() throws RucioException {
    List<ReplicaEntry> files = entries(300);
    Set<String> bad = files.stream().map(file -> file.did().name()).collect(Collectors.toSet());
    refuses(bad, Reply.error(500, "InvalidObject"));

    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", files);

    assertThat(attachCalls()).isLessThanOrEqualTo(64);
    assertThat(outcomes).hasSize(300);
    Map<Refusal, Long> counts =
        outcomes.values().stream()
            .map(outcome -> ((Refused) outcome).why().refusal())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts).containsOnlyKeys(Refusal.NAME_REFUSED, Refusal.UNAVAILABLE);
    assertThat(counts.get(Refusal.NAME_REFUSED)).isGreaterThan(20);
  }

  @Test
  void findsAFileThatMakesTheServerFailAndKeepsTheCircuitClosed() throws RucioException {
    refuses(Set.of("f0200"), Reply.error(500, "RucioException"));

    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", entries(300));

    assertThat(byFate(outcomes).get(true)).hasSize(299);
    assertThat(((Refused) ofName(outcomes, "f0200")).why().refusal())
        .isEqualTo(Refusal.UNAVAILABLE);
    assertThat(attachCalls()).isLessThanOrEqualTo(24);
    assertThat(told).doesNotContain("circuit open");
  }

  @Test
  void findsTwoFilesThatMakeTheServerFailOneInEachHalf() throws RucioException {
    refuses(Set.of("f0010", "f0290"), Reply.page(500));

    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", entries(300));

    assertThat(byFate(outcomes).get(true)).hasSize(298);
  }

  @Test
  void givesUpQuicklyWhenTheServerFailsForAll() {
    server.answers(call -> Reply.error(500, "DatabaseException"));

    refusedAs(Refusal.UNAVAILABLE, () -> client.attach(DATASET, "ONSITE", entries(300)));
    assertThat(attachCalls()).isLessThanOrEqualTo(5);

    refusedAs(Refusal.UNAVAILABLE, () -> client.attach(DATASET, "ONSITE", entries(300)));
    assertThat(told).contains("circuit open");
  }

  @Test
  void doesNotBisectWhatConcernsAll() {
    for (var each :
        Map.of(
                "AccessDenied", Refusal.NOT_PERMITTED,
                "DataIdentifierNotFound", Refusal.DID_UNKNOWN,
                "RSENotFound", Refusal.RSE_UNKNOWN,
                "ScopeNotFound", Refusal.SCOPE_UNKNOWN,
                "InsufficientAccountLimit", Refusal.QUOTA)
            .entrySet()) {
      server.answers(call -> Reply.error(500, each.getKey()));
      int before = attachCalls();

      refusedAs(each.getValue(), () -> client.attach(DATASET, "ONSITE", entries(100)));

      assertThat(attachCalls() - before).isEqualTo(1);
    }
  }

  @Test
  void tellsAClosedDatasetFromALostFile() throws RucioException {
    server.answers(
        call ->
            call.path().equals("/dids/bulkmeta")
                ? Reply.lines(column("R0/Run1", "DATASET", false, "AVAILABLE"))
                : Reply.error(409, "UnsupportedOperation"));
    refusedAs(Refusal.DATASET_CLOSED, () -> client.attach(DATASET, "ONSITE", entries(4)));

    server.answers(
        call ->
            switch (call.path()) {
              case "/dids/bulkmeta" ->
                  Reply.lines(
                      call.body().contains("R0/Run1")
                          ? column("R0/Run1", "DATASET", true, "AVAILABLE")
                          : column("f0002", "FILE", false, "LOST"));
              default -> attach(call, Set.of("f0002"), Reply.error(409, "UnsupportedOperation"));
            });
    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", entries(4));

    assertThat(((Refused) ofName(outcomes, "f0002")).why().refusal()).isEqualTo(Refusal.FILE_LOST);
    assertThat(byFate(outcomes).get(true)).hasSize(3);
  }

  private static AttachOutcome ofName(Map<Did, AttachOutcome> outcomes, String name) {
    AttachOutcome outcome = outcomes.get(new Did("lst", name));
    assertThat(outcome).isNotNull();
    return Objects.requireNonNull(outcome);
  }

  private static String column(String name, String type, boolean open, String availability) {
    return """
        {"scope": "lst", "name": "%s", "did_type": "%s", "is_open": %s, "availability": "%s", \
        "bytes": 10, "adler32": "00000001", "md5": null}"""
        .formatted(name, type, open, availability);
  }
}
