// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.regex.Pattern;

/** Whether a host, as written, can only be this machine. Nothing is looked up. */
public final class Loopback {

  private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private Loopback() {}

  public static boolean names(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("::1")
        || IPV4.matcher(host).matches();
  }
}
