// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.rse.Did;

/**
 * A caller that asks again for as long as it is told to try later, as the daemon does, on a clock
 * that ticks instead of waiting; and what must be in the catalogue in the end.
 */
final class Persistence implements AutoCloseable {

  /** Far more than chance needs; whoever reaches it is stuck. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  private static final int FILES = 3;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final TickingClock clock = new TickingClock();
  private final Path onsite;
  final RucioClient client;

  Persistence(URI url, Path onsite, long seed) {
    this.onsite = onsite;
    RucioSettings settings =
        new RucioSettings(
            url,
            "clerk",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass("clerk", () -> "pw"),
            new RucioSettings.Limits(300, 4));
    this.client =
        new RucioClient(
            settings, new Surroundings(clock, clock, new Random(seed)), CallListener.NONE);
  }

  interface Call<T> {
    T made() throws RucioException;
  }

  Did dataset(int number) {
    return new Did("clerk", "P/" + run + "/" + number);
  }

  List<ReplicaEntry> files(int dataset, int part) {
    return IntStream.range(0, FILES)
        .mapToObj(i -> "p-%s/%d/%d-%d".formatted(run, dataset, part, i))
        .map(
            name ->
                new ReplicaEntry(
                    new Did("clerk", name),
                    name.length(),
                    new Digests(Map.of(DigestAlgorithm.ADLER32, "%08x".formatted(name.hashCode()))),
                    "file://localhost:0" + onsite + "/" + name))
        .toList();
  }

  static WantedRule rule(Did dataset) {
    Terms terms =
        new Terms(
            Optional.empty(), "User Subscriptions", Optional.empty(), Grouping.DATASET, "persists");
    return new WantedRule(dataset, "ONSITE", 1, terms);
  }

  /** Until it succeeds; only what may succeed later is tried again. */
  <T> T persist(Call<T> call) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < STUCK.toNanos()) {
      try {
        return call.made();
      } catch (RucioException e) {
        assertThat(e.refusal()).as(String.valueOf(e)).isEqualTo(Refusal.UNAVAILABLE);
        rest();
      }
    }
    throw new AssertionError("stuck for " + STUCK);
  }

  /** An open circuit looks after five seconds whether it may close. */
  void rest() {
    clock.tick(Duration.ofSeconds(6));
    if (!client.available()) {
      // Another thread's call is the probe: it needs the processor, not time.
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A dataset with its rule and so many attachments. */
  void register(int dataset, int parts) {
    Did did = dataset(dataset);
    persist(() -> client.ensureDataset(did));
    persist(() -> client.ensureRule(rule(did)));
    for (int part = 0; part < parts; part++) {
      List<ReplicaEntry> files = files(dataset, part);
      persist(() -> attachedAll(did, files));
    }
  }

  private boolean attachedAll(Did dataset, List<ReplicaEntry> files) throws RucioException {
    for (AttachOutcome outcome : client.attach(dataset, "ONSITE", files).values()) {
      if (outcome instanceof Refused refused) {
        throw refused.why();
      }
      assertThat(outcome).isInstanceOf(Attached.class);
    }
    return true;
  }

  /** Each file once, in its dataset, with its size, checksum and path; one rule, with its locks. */
  void requireOneOfEach(RucioClient direct, int dataset, int parts) throws RucioException {
    Did did = dataset(dataset);
    List<ReplicaEntry> files =
        IntStream.range(0, parts).boxed().flatMap(part -> files(dataset, part).stream()).toList();
    List<Did> dids = files.stream().map(ReplicaEntry::did).toList();
    Map<Did, CatalogueFile> attached = direct.attached(did, dids);
    Map<Did, CatalogueReplicas> replicas =
        direct.replicas(dids, Optional.of("file"), Optional.empty());
    assertThat(attached).containsOnlyKeys(dids);
    for (ReplicaEntry file : files) {
      CatalogueFile known = Objects.requireNonNull(attached.get(file.did()));
      assertThat(known.bytes()).isEqualTo(file.bytes());
      assertThat(known.adler32()).isEqualTo(file.digests().adler32());
      CatalogueReplicas there = Objects.requireNonNull(replicas.get(file.did()));
      assertThat(there.states()).containsExactly(Map.entry("ONSITE", "AVAILABLE"));
      assertThat(there.pfns().get("ONSITE"))
          .singleElement()
          .asString()
          .endsWith("/" + file.did().name());
    }
    assertThat(direct.rules(did)).singleElement().extracting("expression").isEqualTo("ONSITE");
  }

  @Override
  public void close() {
    client.close();
  }
}
