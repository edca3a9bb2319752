// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.util.function.Supplier;
import org.ingestd.registration.rest.Failure;

/** A secret on its way into a request. */
final class SentSecret {

  private SentSecret() {}

  /**
   * @param name for messages
   * @throws Failure CREDENTIAL if it cannot be read or sent
   */
  static String of(Supplier<String> secret, String name) throws Failure {
    String text;
    try {
      text = secret.get();
    } catch (IllegalArgumentException unreadable) {
      throw Failure.credential(name + ": " + unreadable.getMessage());
    }
    // A line end comes from the file that it was kept in.
    String bare = text.replaceFirst("\\r?\\n$", "");
    if (bare.isEmpty() || !bare.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw Failure.credential(
          name + " is empty or has characters that no HTTP header carries (allowed: ASCII)");
    }
    return bare;
  }
}
