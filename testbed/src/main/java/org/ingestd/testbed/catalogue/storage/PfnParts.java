// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

/**
 * A PFN taken apart as Python's {@code urlparse} does it; query and fragment are dropped, percent
 * escapes stay.
 *
 * @param port as written, empty if none is
 */
record PfnParts(String host, String port, String path) {

  static PfnParts of(String pfn) {
    String rest = pfn.substring(pfn.indexOf(':') + 1);
    rest = until(rest, '#');
    rest = until(rest, '?');
    String authority = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      int end = slash < 0 ? rest.length() : slash;
      authority = rest.substring(2, end);
      rest = rest.substring(end);
    }
    int colon = authority.indexOf(':');
    return colon < 0
        ? new PfnParts(authority, "", rest)
        : new PfnParts(authority.substring(0, colon), authority.substring(colon + 1), rest);
  }

  static String withoutDoubleSlashes(String path) {
    String result = path;
    while (result.contains("//")) {
      result = result.replace("//", "/");
    }
    return result;
  }

  private static String until(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
