// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.journal.JournalReader;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.catalogue.Snapshot;
import org.ingestd.testbed.telescope.manifest.CopyCheck;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;

/**
 * Compares what the telescope wrote with what the catalogue holds and with every copy on its RSEs,
 * byte for byte, by the manifest's digests. Nothing that the daemon says is believed.
 */
final class CopyProof {

  private static final String SOURCE_RSE = "ONSITE";
  private static final String THERE = "AVAILABLE";

  private final DemoFolder folder;
  private final Snapshot catalogue;
  private final JournalReader journal;

  CopyProof(DemoFolder folder, Snapshot catalogue, JournalReader journal) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.journal = journal;
  }

  /**
   * @param registered files that the catalogue has with our size and checksum
   * @param copies that were compared
   * @param faults in words; empty if all agree
   */
  record Outcome(long registered, long copies, List<String> faults) {}

  Outcome check(List<ManifestEntry> entries) throws IOException {
    List<String> faults = new ArrayList<>();
    Map<RawPath, Snapshot.File> known = new HashMap<>();
    long registered = 0;
    for (ManifestEntry entry : entries) {
      Optional<Snapshot.File> file = inCatalogue(entry);
      file.ifPresent(found -> known.put(entry.path(), found));
      if (file.isPresent() && agrees(file.get(), entry)) {
        registered++;
      } else {
        faults.add(entry.path().text() + ": not in the catalogue as it was written");
      }
    }
    long copies = 0;
    for (String rse : destinations(known)) {
      List<ManifestEntry> there =
          entries.stream().filter(entry -> copy(known, entry, rse).isPresent()).toList();
      copies += there.size();
      new CopyCheck(folder.data())
          .compare(there, entry -> copy(known, entry, rse))
          .forEach(difference -> faults.add(rse + ": " + difference));
    }
    if (copies < 2L * entries.size()) {
      faults.add(copies + " copies of " + entries.size() + " files, where each should have two");
    }
    return new Outcome(registered, copies, faults);
  }

  private Optional<Snapshot.File> inCatalogue(ManifestEntry entry) {
    Optional<Did> did =
        journal
            .file(ProducedFiles.key(entry))
            .flatMap(file -> Optional.ofNullable(file.identity().did()));
    return did.flatMap(name -> Optional.ofNullable(catalogue.files().get(name)));
  }

  private static boolean agrees(Snapshot.File file, ManifestEntry entry) {
    WrittenBytes written = entry.content().orElseThrow();
    return file.bytes() == written.size() && written.adler32().equals(file.adler32());
  }

  private static Set<String> destinations(Map<RawPath, Snapshot.File> known) {
    Set<String> rses = new TreeSet<>();
    known.values().forEach(file -> rses.addAll(file.replicas().keySet()));
    rses.remove(SOURCE_RSE);
    return rses;
  }

  private Optional<Path> copy(Map<RawPath, Snapshot.File> known, ManifestEntry entry, String rse) {
    return Optional.ofNullable(known.get(entry.path()))
        .flatMap(file -> Optional.ofNullable(file.replicas().get(rse)))
        .filter(replica -> replica.state().equals(THERE))
        .map(replica -> folder.storage().resolve(rse + "/" + replica.path()).normalize());
  }
}
