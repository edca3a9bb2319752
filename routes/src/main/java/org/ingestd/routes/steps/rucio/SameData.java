// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.Optional;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.CatalogueFile;

/** Whether the catalogue's file is ours: size and checksums, every value that both sides have. */
public final class SameData {

  private SameData() {}

  /**
   * The first difference with both values, empty if there is none. Without an adler32 in the
   * catalogue nothing is known, and that is a difference.
   */
  public static Optional<String> difference(JournalFile file, CatalogueFile catalogue) {
    if (file.size() != catalogue.bytes()) {
      return Optional.of("size here " + file.size() + ", in Rucio " + catalogue.bytes());
    }
    String adler32 = Named.digests(file).adler32();
    if (!adler32.equals(catalogue.adler32())) {
      return Optional.of("adler32 here " + adler32 + ", in Rucio " + catalogue.adler32());
    }
    Optional<String> md5 = Named.digests(file).get(DigestAlgorithm.MD5);
    boolean sameMd5 = md5.isEmpty() || catalogue.md5() == null || md5.get().equals(catalogue.md5());
    return sameMd5
        ? Optional.empty()
        : Optional.of("md5 here " + md5.orElseThrow() + ", in Rucio " + catalogue.md5());
  }
}
