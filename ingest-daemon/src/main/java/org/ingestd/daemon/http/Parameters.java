// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** What stands behind the question mark; nonsense is an exception whose message says so. */
final class Parameters {

  private final Fields fields;

  Parameters(Request request) {
    this.fields = Request.extractQueryParameters(request);
  }

  /** Empty values count as none. */
  Optional<String> word(String name) {
    return Optional.ofNullable(fields.getValue(name)).filter(value -> !value.isEmpty());
  }

  /**
   * @throws IllegalArgumentException for a word that is none of the constants
   */
  <E extends Enum<E>> Set<E> constants(String name, Class<E> type) {
    Set<E> constants = EnumSet.noneOf(type);
    List<String> words = fields.getValues(name);
    for (String word : words == null ? List.<String>of() : words) {
      if (!word.isEmpty()) {
        constants.add(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
      }
    }
    return constants;
  }

  /**
   * The nearest number that is allowed.
   *
   * @throws IllegalArgumentException if it is no number
   */
  Optional<Long> number(String name, long least, long most) {
    Optional<String> word = word(name);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (!isNumber(word.get())) {
      throw new IllegalArgumentException(name + " '" + word.get() + "' is not a number");
    }
    return Optional.of(Math.max(least, Math.min(most, Long.parseLong(word.get()))));
  }

  /** At most 18 digits, so that it always fits. */
  static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= 18
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
