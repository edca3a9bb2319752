// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.net.URI;
import java.util.Locale;

/** Where a Rucio server is; everything that would send a password in the clear is refused here. */
public final class ServerAddress {

  private final String address;

  /**
   * @throws IllegalArgumentException saying what is wrong with the address
   */
  public ServerAddress(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("rucio.url wants https://host[:port][/path]");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("rucio.url must not hold a user or password");
    }
    switch (scheme) {
      case "https" -> {}
      case "http" -> requireLoopback(host);
      default -> throw new IllegalArgumentException("rucio.url: '" + scheme + "' is not https");
    }
    this.address = url.toString().replaceFirst("/+$", "");
  }

  /** Not resolved: what a name server says is no ground to send a password in the clear. */
  private static void requireLoopback(String host) {
    boolean loopback =
        host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    if (!loopback) {
      throw new IllegalArgumentException(
          "rucio.url: plain http is taken for loopback addresses only, not for "
              + host
              + "; use https");
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
