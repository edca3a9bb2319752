// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.rse.Did;
import org.ingestd.rse.version.RucioDifference;
import org.ingestd.rse.version.RucioVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Clients, names and entries for the contract. Every test has names of its own. */
abstract class ContractMaterial {

  final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<RucioClient> open = new ArrayList<>();
  RucioClient ingest;
  RucioClient clerk;
  Did dataset;

  RucioVersion version;

  /** Whether this server takes slashes in names: from 38 on. */
  boolean slashes;

  /** Where the server is. */
  abstract URI url();

  /** The prefix of ONSITE. */
  abstract Path onsite();

  /** Removes a DID with its rules, as the server's own daemons do when its lifetime has ended. */
  abstract void erase(Did did);

  /** Marks a file LOST and leaves its copies as they are, which no call of the server does. */
  abstract void markLost(Did file);

  @BeforeEach
  void connect() throws RucioException {
    ingest = client("ingest", "pw");
    clerk = client("clerk", "pw");
    version = new RucioVersion(ingest.serverVersion());
    slashes = version.has(RucioDifference.SLASH_IN_NAMES);
    dataset = new Did("clerk", name("R0/Run-" + run));
    clerk.ensureDataset(dataset);
  }

  @AfterEach
  void disconnect() {
    open.forEach(RucioClient::close);
  }

  RucioClient client(String account, String password) {
    return client(account, password, 300);
  }

  RucioClient client(String account, String password, int batch) {
    RucioSettings settings =
        new RucioSettings(
            url(),
            account,
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass(account, () -> password),
            new RucioSettings.Limits(batch, 4));
    RucioClient client = new RucioClient(settings, Clock.systemUTC(), CallListener.NONE);
    open.add(client);
    return client;
  }

  Did did(String name) {
    return new Did("clerk", name("f-" + run + "/" + name));
  }

  /** With dots for slashes where the server takes none. */
  String name(String withSlashes) {
    return slashes ? withSlashes : withSlashes.replace('/', '.');
  }

  String pfn(String path) {
    return "file://localhost:0" + onsite() + "/" + path;
  }

  ReplicaEntry entry(String name) {
    return entry(did(name), 10 + name.length(), "0000000" + name.length() % 10);
  }

  ReplicaEntry entry(Did did, long bytes, String adler32) {
    return new ReplicaEntry(
        did, bytes, new Digests(Map.of(DigestAlgorithm.ADLER32, adler32)), pfn(did.name()));
  }

  ReplicaEntry at(Did did, String pfn) {
    ReplicaEntry entry = entry("any");
    return new ReplicaEntry(did, entry.bytes(), entry.digests(), pfn);
  }

  ReplicaEntry moved(ReplicaEntry entry, String path) {
    return new ReplicaEntry(entry.did(), entry.bytes(), entry.digests(), pfn(path));
  }

  static ReplicaEntry withMd5(ReplicaEntry entry, String md5) {
    Digests digests =
        new Digests(
            Map.of(DigestAlgorithm.ADLER32, entry.digests().adler32(), DigestAlgorithm.MD5, md5));
    return new ReplicaEntry(entry.did(), entry.bytes(), digests, entry.pfn());
  }

  List<ReplicaEntry> entries(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry(did("%s/%04d".formatted(prefix, i)), 100 + i, "%08x".formatted(i)))
        .toList();
  }

  static List<Did> dids(List<ReplicaEntry> entries) {
    return entries.stream().map(ReplicaEntry::did).toList();
  }

  WantedRule rule(String expression, int copies) {
    return new WantedRule(dataset, expression, copies, terms("ingestd contract"));
  }

  static Terms terms(String comment) {
    return new Terms(
        Optional.empty(), "User Subscriptions", Optional.empty(), Grouping.DATASET, comment);
  }

  /** Servers leave a port 0 out, and may double slashes at the joint of prefix and path. */
  String pathOnsite(Did file) throws RucioException {
    CatalogueReplicas replicas =
        known(clerk.replicas(List.of(file), Optional.of("file"), Optional.of("ONSITE")), file);
    String pfn = known(replicas.pfns(), "ONSITE").get(0);
    return pfn.replaceFirst("^file://localhost(:0)?", "").replaceAll("/+", "/");
  }

  static AbstractThrowableAssert<?, ? extends Throwable> refusedAs(
      Refusal refusal, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(type(RucioException.class))
        .satisfies(e -> assertThat(e.refusal()).as(e.getMessage()).isEqualTo(refusal))
        .isInstanceOf(RucioException.class)
        .asInstanceOf(THROWABLE);
  }

  static void assertRefused(Map<Did, AttachOutcome> outcomes, Did did, Refusal refusal) {
    assertThat(outcomes.get(did)).isInstanceOf(Refused.class);
    RucioException why = ((Refused) known(outcomes, did)).why();
    assertThat(why.refusal()).as(why.getMessage()).isEqualTo(refusal);
  }

  static <K, V> V known(Map<K, V> map, K key) {
    assertThat(map).containsKey(key);
    return Objects.requireNonNull(map.get(key));
  }
}
