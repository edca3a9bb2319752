// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.util.function.Supplier;
import org.ingestd.registration.rest.Failure;
import org.jspecify.annotations.Nullable;

/** A secret that is sent in a request, read anew each time. Thread-safe. */
final class SentSecret {

  private final Supplier<String> source;
  private final String name;
  private volatile @Nullable String refused;

  /**
   * @param source throws IllegalArgumentException that names the place, never the secret
   * @param name for messages
   */
  SentSecret(Supplier<String> source, String name) {
    this.source = source;
    this.name = name;
  }

  /** What a request made with the secret gave. */
  interface Use<T> {
    T with(String secret) throws Failure;
  }

  /**
   * Remembers a secret that was refused, so that {@link #isReplaced} can tell.
   *
   * @throws Failure CREDENTIAL if it cannot be read or sent
   */
  <T> T use(Use<T> request) throws Failure {
    String text = text();
    try {
      T answer = request.with(text);
      refused = null;
      return answer;
    } catch (Failure failure) {
      refused = failure.signInRefused() ? text : null;
      throw failure;
    }
  }

  private String text() throws Failure {
    String text;
    try {
      text = source.get();
    } catch (IllegalArgumentException unreadable) {
      throw Failure.credential(name + ": " + unreadable.getMessage());
    }
    String bare = withoutLineEnd(text);
    if (bare.isEmpty() || !bare.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw Failure.credential(
          name + " is empty or has characters that no HTTP header carries (allowed: ASCII)");
    }
    return bare;
  }

  /** It comes from the file that the secret was kept in. */
  private static String withoutLineEnd(String text) {
    return text.replaceFirst("\\r?\\n$", "");
  }

  /** Whether the secret that was refused is not the one that stands there now. */
  boolean isReplaced() {
    String before = refused;
    if (before == null) {
      return false;
    }
    try {
      return !withoutLineEnd(source.get()).equals(before);
    } catch (IllegalArgumentException unreadable) {
      // The next sign-in says so.
      return false;
    }
  }
}
