// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.yaml;

/**
 * One thing that is wrong in a file.
 *
 * @param line from 1; 0 if the whole file is meant
 * @param key with its parents, e.g. {@code sources[0].complete.quiet}; may be empty
 * @param value as written; empty if there is none or it may be secret
 * @param says what is allowed, or the way out
 */
public record Fault(String file, int line, String key, String value, String says) {

  /** {@code FILE:LINE: key: value: what is allowed}; never more than one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    for (String part : new String[] {key, value, says}) {
      if (!part.isEmpty()) {
        text.append(": ").append(part);
      }
    }
    return text.toString().replaceAll("\\p{Cntrl}+", " ");
  }
}
