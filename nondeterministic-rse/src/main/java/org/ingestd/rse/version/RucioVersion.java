// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's version.
 *
 * @param text as {@code GET /ping} answers, e.g. {@code 35.9.2}
 */
public record RucioVersion(String text) {

  private static final Pattern MAJOR = Pattern.compile("\\s*v?(\\d{1,6})(\\D.*)?");

  /**
   * Whether this server behaves as the newer ones do. A version that begins with no number (a
   * site's own build) counts as the newest: the server has the last word anyway.
   */
  public boolean has(RucioDifference difference) {
    Matcher version = MAJOR.matcher(text);
    return !version.matches() || Integer.parseInt(version.group(1)) >= difference.since();
  }
}
