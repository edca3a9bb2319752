// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.io.IOException;
import java.nio.file.Path;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns once what the server and the source RSE are, and keeps it for the verbs. */
final class RucioLook {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  private final RucioClient rucio;
  private final String rse;
  private final Path state;
  private volatile @Nullable String version;

  RucioLook(RucioClient rucio, String rse, Path state) {
    this.rucio = rucio;
    this.rse = rse;
    this.state = state;
  }

  /** Asks unless it is known, or Rucio is not to be asked now. */
  void tryOnce() {
    if (version != null || !rucio.available()) {
      return;
    }
    try {
      String answered = rucio.serverVersion();
      new RseMemory(answered, rucio.rse(rse)).write(state);
      version = answered;
    } catch (RucioException e) {
      // the routes ask for the same things and tell what is in the way
      LOG.debug("Rucio's version is not known yet: {}.", e.getMessage());
    } catch (IOException e) {
      LOG.warn("Cannot write rse.json, so 'explain' needs --online: {}.", e.toString());
    }
  }

  @Nullable String version() {
    return version;
  }
}
