// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.rse.escape.Percent;

/**
 * The place that a PFN names, in one spelling for all PFNs that mean it.
 *
 * @param host in small letters; empty for {@code localhost} of {@code file}
 * @param port 0 for the scheme's usual one
 * @param path normalised percent-encoding, one slash in front, no two in a row
 */
record PfnPlace(String scheme, String host, int port, String path) {

  /** What must be dropped: the server drops query and fragment on parsing. */
  private static final Pattern PFN =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*?)(?::(\\d{0,5}))?(/[^?#]*)?([?#].*)?",
          Pattern.DOTALL);

  /** The long form of SRM, whose path stands in the query. */
  private static final Pattern SRM_LONG =
      Pattern.compile("(srm://[^/?#]*)/[^?#]*\\?SFN=/*(.*)", Pattern.DOTALL);

  private static final Map<String, Integer> USUAL_PORTS =
      Map.ofEntries(
          Map.entry("davs", 443),
          Map.entry("https", 443),
          Map.entry("s3s", 443),
          Map.entry("s3+https", 443),
          Map.entry("dav", 80),
          Map.entry("http", 80),
          Map.entry("s3", 80),
          Map.entry("root", 1094),
          Map.entry("roots", 1094),
          Map.entry("xroot", 1094),
          Map.entry("gsiftp", 2811),
          Map.entry("srm", 8443));

  /** Empty if the text is no URL with two slashes. */
  static Optional<PfnPlace> of(String pfn) {
    Matcher srm = SRM_LONG.matcher(pfn);
    Matcher matcher = PFN.matcher(srm.matches() ? srm.group(1) + "/" + srm.group(2) : pfn);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String port = matcher.group(3);
    String path = matcher.group(4);
    return Optional.of(
        of(
            matcher.group(1),
            matcher.group(2),
            port == null || port.isEmpty() ? 0 : Integer.parseInt(port),
            path == null ? "/" : path));
  }

  static PfnPlace of(String anyScheme, String anyHost, int anyPort, String path) {
    String scheme = anyScheme.toLowerCase(Locale.ROOT);
    String host = anyHost.toLowerCase(Locale.ROOT);
    boolean isUsual = Integer.valueOf(anyPort).equals(USUAL_PORTS.get(scheme));
    return new PfnPlace(
        scheme,
        scheme.equals("file") && host.equals("localhost") ? "" : host,
        isUsual ? 0 : anyPort,
        collapsed(Percent.normalise("/" + path)));
  }

  /** Runs of slashes as one, as Rucio stores and compares paths. */
  static String collapsed(String path) {
    StringBuilder collapsed = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
        collapsed.append(path.charAt(i));
      }
    }
    return collapsed.toString();
  }
}
