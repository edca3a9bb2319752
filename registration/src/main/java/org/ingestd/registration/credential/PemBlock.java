// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between BEGIN and END in a PEM text.
 *
 * @param label e.g. {@code CERTIFICATE}
 * @param head lines such as {@code Proc-Type: 4,ENCRYPTED}
 * @param base64 not decoded yet
 */
public record PemBlock(String label, String head, String base64) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** All blocks in order; a block without its end is left out, as is all other text. */
  public static List<PemBlock> all(String text) {
    List<PemBlock> blocks = new ArrayList<>();
    String label = null;
    StringBuilder head = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
      if (line.startsWith(BEGIN)) {
        label = label(line, BEGIN);
        head.setLength(0);
        body.setLength(0);
      } else if (label != null && label.equals(label(line, END))) {
        blocks.add(new PemBlock(label, head.toString(), body.toString()));
        label = null;
      } else {
        (line.contains(":") ? head : body).append(line);
      }
    }
    return blocks;
  }

  private static @Nullable String label(String line, String begin) {
    return line.startsWith(begin) && line.endsWith(DASHES)
        ? line.substring(begin.length(), line.length() - DASHES.length())
        : null;
  }

  boolean isEncrypted() {
    return label.startsWith("ENCRYPTED") || head.contains("ENCRYPTED");
  }

  /**
   * @throws IllegalArgumentException if it is not base64
   */
  public byte[] der() {
    return Base64.getDecoder().decode(base64);
  }

  /** Without the content, which may be a key. */
  @Override
  public String toString() {
    return "PEM " + label;
  }
}
