// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.net.URI;
import java.nio.file.Path;

/**
 * A Rucio server in this process: answers over HTTP as real servers do (41 unless told otherwise),
 * judges rules and really copies files between directories that stand for RSEs.
 *
 * <p>Accounts, scopes and RSEs are those of the real test bed: accounts root/ddmlab/secret, ingest,
 * clerk, plain with password pw; scopes lst, magic, clerk, foreign; source RSE ONSITE, and
 * ONSITE-DAVS, DETERMINISTIC, READONLY; destinations TAPE-A, DISK-A, DISK-B.
 */
public final class EmbeddedCatalogue implements AutoCloseable {

  private EmbeddedCatalogue() {}

  /**
   * Starts on a free loopback port in under a second.
   *
   * @param home where copies land: {@code home/TAPE-A/…}; the prefix of ONSITE is {@code onsite}
   */
  public static EmbeddedCatalogue start(Path home, Path onsite) {
    throw new UnsupportedOperationException("" + home + onsite);
  }

  public URI url() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
