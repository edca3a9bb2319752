// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** From the path of a {@code file} PFN to a file of this host. */
final class LocalFiles {

  private static final String HEX = "0123456789ABCDEF";

  private LocalFiles() {}

  /**
   * Percent escapes stand for bytes of the name, as transfer tools take them; a percent sign that
   * begins none stands for itself. Goes through a URI because names are bytes, not text.
   */
  static Path path(String pfnPath) {
    StringBuilder uri = new StringBuilder("file://");
    byte[] bytes = pfnPath.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (plain(b) || (b == '%' && escape(bytes, i))) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static boolean plain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '/'
        || b == '.'
        || b == '-'
        || b == '_';
  }

  private static boolean escape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }
}
