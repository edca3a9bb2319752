// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.registration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.rse.Did;

/**
 * A dataset that is there, with files that are to come into it: what one contender does in one
 * round. The files are sorted; nothing lies on the disk, since Rucio never looks.
 */
record Portion(Did dataset, List<ReplicaEntry> files) {

  static final String RSE = "ONSITE";
  private static final String SCOPE = "lst";
  private static final long SIZE = 10_240;

  /**
   * @param prefix the directory that the RSE's prefix stands for
   */
  static Portion of(String dataset, int files, Path prefix) {
    List<ReplicaEntry> entries = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      String name = "%s/Run%08d.fits.fz".formatted(dataset, file);
      entries.add(
          new ReplicaEntry(
              new Did(SCOPE, name),
              SIZE,
              digests(name),
              "file://localhost:0" + prefix.resolve(name)));
    }
    return new Portion(new Did(SCOPE, dataset), entries);
  }

  /** Of no real content, but different for each file, as they would be. */
  private static Digests digests(String name) {
    String adler32 = "%08x".formatted(name.hashCode());
    return new Digests(
        Map.of(DigestAlgorithm.ADLER32, adler32, DigestAlgorithm.MD5, adler32.repeat(4)));
  }

  List<Did> dids() {
    return files.stream().map(ReplicaEntry::did).toList();
  }
}
