// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which program this is, as the build wrote it down.
 *
 * @param revision of the sources; {@code unknown} unless the build was told
 */
public record Build(String version, String revision) {

  private static final String WRITTEN_BY_BUILD = "build.properties";

  /** This program. */
  public static Build current() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream(WRITTEN_BY_BUILD)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + WRITTEN_BY_BUILD, e);
    }
    return new Build(
        properties.getProperty("version", "unknown"),
        properties.getProperty("revision", "unknown"));
  }
}
