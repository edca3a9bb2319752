// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

/**
 * Text in which {@code *} stands for any characters and {@code ?} for one. Unlike a regular
 * expression it cannot explode: a comparison costs at most the product of both lengths.
 */
public record Wildcard(String text) {

  private static final int LONGEST = 250;

  /**
   * @throws IllegalArgumentException if it is empty or longer than 250 characters
   */
  public Wildcard {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("1 to " + LONGEST + " characters");
    }
  }

  /** Whether the whole value is so; capitals count. */
  public boolean matches(String value) {
    int at = 0;
    int begin = 0;
    int star = -1;
    int resume = 0;
    while (begin < value.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resume = begin;
      } else if (at < text.length() && isOne(text.charAt(at), value.charAt(begin))) {
        at++;
        begin++;
      } else if (star >= 0) {
        at = star + 1;
        begin = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  private static boolean isOne(char wanted, char there) {
    return wanted == '?' || wanted == there;
  }

  @Override
  public String toString() {
    return text;
  }
}
