// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.zip.Adler32;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.model.ReplicaState;

/** Makes disk and Rucio differ behind the daemon's back, and remembers what was done. */
final class Planting {

  private final Site site;
  private final EmbeddedCatalogue catalogue;
  private final IntFunction<String> name;
  private final IntFunction<Did> dataset;
  private final Map<String, String> kinds = new TreeMap<>();

  /**
   * @param name of the n-th file, below its source; its DID has {@code R0/} before it
   * @param dataset of the n-th file
   */
  Planting(
      Site site, EmbeddedCatalogue catalogue, IntFunction<String> name, IntFunction<Did> dataset) {
    this.site = site;
    this.catalogue = catalogue;
    this.name = name;
    this.dataset = dataset;
  }

  /** Each difference as "kind path". */
  List<String> planted() {
    return kinds.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList();
  }

  /** How many of each kind. */
  Map<String, Long> counts() {
    return kinds.values().stream()
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
  }

  Did did(int i) {
    return new Did("lst", "R0/" + name.apply(i));
  }

  private Path path(int i) {
    return site.data().resolve(name.apply(i));
  }

  /** One bit, with size and modification time kept. */
  void flip(int i, Random random) throws IOException {
    FileTime modified = Files.getLastModifiedTime(path(i));
    try (RandomAccessFile file = new RandomAccessFile(path(i).toFile(), "rw")) {
      long at = random.nextLong(file.length());
      file.seek(at);
      int value = file.read();
      file.seek(at);
      file.write(value ^ 1 << random.nextInt(8));
    }
    Files.setLastModifiedTime(path(i), modified);
    kinds.put(name.apply(i), "checksum");
  }

  /**
   * A disk that rots touches no time stamp; a test can only make the journal expect the new one.
   */
  void hideChangeTime(int i) throws Exception {
    try (Connection journal =
            DriverManager.getConnection("jdbc:sqlite:" + site.state().resolve("journal.db"));
        PreparedStatement update =
            journal.prepareStatement("UPDATE files SET ctime = ? WHERE inode = ?")) {
      FileStamp now = FileStamp.of(path(i));
      update.setLong(1, now.ctimeNanos());
      update.setLong(2, now.inode());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  /** Ten of each on the disk, ten of each in Rucio, three ghosts, a rule; 120 files are needed. */
  void everyKind(int from) throws Exception {
    for (int i = from; i < from + 10; i++) {
      Files.delete(path(i));
      kinds.put(name.apply(i), "missing");
      Files.write(path(10 + i), new byte[] {1, 2, 3});
      kinds.put(name.apply(10 + i), "size");
      String fresh = "n/new%d.fits".formatted(i);
      site.file(fresh, "never seen");
      kinds.put(fresh, "unregistered");
      inCatalogue(from + 20 + 10 * (i - from));
    }
    try (RucioClient rucio =
        new RucioClient(
            Wiring.rucio(Configuration.read(site.config()).config()),
            Clock.systemUTC(),
            CallListener.NONE)) {
      for (int i = 0; i < 3; i++) {
        onlyInCatalogue(rucio, "ghost" + i, from);
      }
      withoutTapeRule(rucio, from);
    }
  }

  /** One of each that can be wrong on Rucio's side, on files from this number on. */
  private void inCatalogue(int from) throws IOException {
    Adler32 adler32 = new Adler32();
    adler32.update(Files.readAllBytes(path(from)));
    long bytes = Files.size(path(from));
    catalogue.admin().putFile(did(from), bytes + 1, "%08x".formatted(adler32.getValue()));
    kinds.put(name.apply(from), "size");
    catalogue.admin().putFile(did(from + 1), Files.size(path(from + 1)), "0badc0de");
    kinds.put(name.apply(from + 1), "checksum");
    catalogue.admin().declareBad(did(from + 2), "ONSITE");
    kinds.put(name.apply(from + 2), "bad_replica");
    catalogue.admin().removeReplica(did(from + 3), "ONSITE");
    kinds.put(name.apply(from + 3), "unregistered");
    catalogue.admin().removeReplica(did(from + 4), "ONSITE");
    catalogue.admin().putReplica(did(from + 4), "ONSITE", "/elsewhere/x" + from);
    kinds.put(name.apply(from + 4), "path");
    catalogue.admin().setReplicaState(did(from + 5), "TAPE-A", ReplicaState.UNAVAILABLE);
    kinds.put(name.apply(from + 5), "state");
    catalogue.admin().markLost(did(from + 6));
    kinds.put(name.apply(from + 6), "lost");
  }

  /** In the dataset of that file. */
  private void onlyInCatalogue(RucioClient rucio, String ghost, int beside) throws Exception {
    String pfn = "file://localhost:0" + site.data().resolve(ghost);
    Digests digests = new Digests(Map.of(DigestAlgorithm.ADLER32, "062c0215"));
    Did did = new Did("lst", "R0/" + ghost);
    ReplicaEntry entry = new ReplicaEntry(did, 5, digests, pfn);
    assertThat(rucio.attach(dataset.apply(beside), "ONSITE", List.of(entry))).containsKey(did);
    kinds.put(ghost, "catalogue_only");
  }

  private void withoutTapeRule(RucioClient rucio, int i) throws Exception {
    RuleInfo rule =
        rucio.rules(dataset.apply(i)).stream()
            .filter(known -> known.expression().equals("QOS=TAPE"))
            .findFirst()
            .orElseThrow();
    catalogue.admin().deleteRule(rule.id());
    kinds.put(dataset.apply(i).name(), "rule_missing");
  }
}
