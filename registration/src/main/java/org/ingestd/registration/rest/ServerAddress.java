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
    this("rucio.url", url);
  }

  /**
   * @param name of the address, for messages
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public ServerAddress(String name, URI url) {
    requireSafe(name, url);
    this.address = url.toString().replaceFirst("/+$", "");
  }

  /**
   * @param name of the address, for messages
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static void requireSafe(String name, URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(name + " wants https://host[:port][/path]");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(name + " must not hold a user or password");
    }
    switch (scheme) {
      case "https" -> {}
      case "http" -> requireLoopback(name, host);
      default -> throw new IllegalArgumentException(name + ": '" + scheme + "' is not https");
    }
  }

  /** Not resolved: what a name server says is no ground to send a password in the clear. */
  private static void requireLoopback(String name, String host) {
    boolean loopback =
        host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    if (!loopback) {
      throw new IllegalArgumentException(
          name
              + ": plain http is taken for loopback addresses only, not for "
              + host
              + "; use https");
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
