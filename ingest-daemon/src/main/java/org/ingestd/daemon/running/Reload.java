// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP: reads the configuration again, checks it, and says what of it is new. */
final class Reload {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  private final Configuration running;

  Reload(Configuration running) {
    this.running = running;
  }

  /**
   * What is to run from now on. Everything is said in the log.
   *
   * @return empty if the running configuration stays, because the file is refused, says the same,
   *     or names another journal
   */
  Optional<Configuration> read() {
    Configuration read;
    try {
      read = Configuration.read(running.file());
    } catch (ConfigurationRefused e) {
      e.faults().forEach(fault -> LOG.error("{}", fault));
      LOG.error("The configuration is refused, and the running one stays.");
      return Optional.empty();
    }
    read.warnings().forEach(warning -> LOG.warn("{}", warning));
    Path state = running.config().host().state();
    if (!read.config().host().state().equals(state)) {
      LOG.error(
          "state cannot be changed from {} to {} while the daemon runs: another journal knows"
              + " nothing of these files. Nothing was applied; restart for that.",
          state,
          read.config().host().state());
      return Optional.empty();
    }
    if (read.config().equals(running.config())) {
      LOG.info("The configuration says what it said before.");
      return Optional.empty();
    }
    Changes.between(running.config(), read.config()).forEach(LOG::info);
    return Optional.of(read);
  }
}
