// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the page is served.
 *
 * @param port 0: any free one
 */
public record ListenAddress(String host, int port) {

  private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:]+\\]|[^:\\s]+):(\\d{1,5})");

  /**
   * @throws IllegalArgumentException if it is not {@code host:port}
   */
  public static ListenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
      throw new IllegalArgumentException("host:port, with a port from 0 to 65535");
    }
    return new ListenAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  /** Whether only this machine can reach it; names other than localhost are not looked up. */
  public boolean isLoopback() {
    return Loopback.names(host);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
