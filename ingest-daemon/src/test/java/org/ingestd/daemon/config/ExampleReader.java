// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.nio.file.Path;
import java.util.Map;

/** Reads the examples with the environment that one of them asks for. */
public final class ExampleReader {

  private ExampleReader() {}

  public static Configuration read(Path file) throws ConfigurationRefused {
    Map<String, String> environment =
        Map.of(
            "INGESTD_INSTANCE", "site-1",
            "INGESTD_STATE", "/var/lib/ingestd",
            "INGESTD_ACCOUNT", "site-ingest",
            "INGESTD_RSE", "SITE-ONSITE");
    return Configuration.read(file, environment::get);
  }
}
