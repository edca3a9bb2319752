// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ingestd.routes.sftp.connect.Connector;
import org.ingestd.rse.RawPath;
import org.ingestd.rse.escape.HarmlessText;

/**
 * Names on the server. They are bytes; JSch makes text of them, so each byte is carried by the one
 * character of ISO 8859-1 that has its number, and comes back as it was.
 */
final class ServerPath {

  /** Set for each channel; with any other one names that are not its text would be lost. */
  static final Charset CARRIER = Connector.CARRIER;

  /** NAME_MAX of Linux; longer ones are an attack or a broken server. */
  private static final int LONGEST = 255;

  private static final Path TOP = Path.of("/");

  private ServerPath() {}

  /** As JSch takes a path: what it would take for a pattern has a backslash before it. */
  static String of(Path absolute) {
    if (absolute.equals(TOP)) {
      return "/";
    }
    String path = new String(RawPath.relative(TOP, absolute).bytes(), CARRIER);
    StringBuilder quoted = new StringBuilder("/");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '*' || c == '?' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /** The directory itself and the one above it, which servers list too. */
  static boolean isDots(String listed) {
    return listed.equals(".") || listed.equals("..");
  }

  /** The name, unless no file can have it: servers are not believed. */
  static Optional<RawPath> name(String listed) {
    boolean usable =
        !listed.isEmpty()
            && listed.length() <= LONGEST
            && !isDots(listed)
            && listed.chars().noneMatch(c -> c == '/' || c < ' ' || c == 0x7f);
    return usable ? Optional.of(RawPath.of(listed.getBytes(CARRIER))) : Optional.empty();
  }

  /** For logs. */
  static String harmless(String listed) {
    byte[] bytes = listed.getBytes(CARRIER);
    return HarmlessText.of(bytes.length <= LONGEST ? bytes : Arrays.copyOf(bytes, LONGEST));
  }
}
