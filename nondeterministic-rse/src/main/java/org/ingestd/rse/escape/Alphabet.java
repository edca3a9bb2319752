// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.escape;

/** The characters of Rucio's identifiers (generic schema, the same in 32 to 41). */
public enum Alphabet {
  /** {@code [a-zA-Z_\-.0-9]+}. */
  SCOPE("a scope", "letters, digits, '_', '-' and '.'"),
  /**
   * {@code [/A-Za-z0-9][/A-Za-z0-9._-]*}. That servers before 38 take no slash is not a matter of
   * the alphabet here: a slash separates and is never escaped, such a server refuses the name.
   */
  NAME("a DID name", "letters, digits, '_', '-', '.' and '/', the first a letter, digit or '/'");

  private final String what;
  private final String allowed;

  Alphabet(String what, String allowed) {
    this.what = what;
    this.allowed = allowed;
  }

  /**
   * @param character a byte or character, as an unsigned number
   * @param first whether it would be the first of all
   */
  public boolean takes(int character, boolean first) {
    if (isLetterOrDigit(character)) {
      return true;
    }
    return switch (this) {
      case SCOPE -> isPunctuation(character);
      case NAME -> character == '/' || (!first && isPunctuation(character));
    };
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isPunctuation(int c) {
    return c == '_' || c == '-' || c == '.';
  }

  /** What is written in it, with its article. */
  public String what() {
    return what;
  }

  /** The rule in words. */
  public String allowed() {
    return allowed;
  }
}
