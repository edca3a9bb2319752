// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

/** Sizes of loads that the environment may change; the README lists them. */
public final class Option {

  private Option() {}

  /**
   * @throws IllegalArgumentException if the variable is set to something else than a number of at
   *     least 1
   */
  public static int number(String variable, int usual) {
    String text = System.getenv(variable);
    if (text == null || text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          variable + "='" + text + "' is no number from 1 to 999999999; unset it for " + usual);
    }
    return Integer.parseInt(text);
  }
}
