// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.Optional;

/**
 * What a Rucio server of a version takes as scope and name (generic schema; rucio/common/schema).
 * Before 38 a DID name takes no slash, before 35 it needs two characters at least.
 */
public record NameRules(boolean slashAllowed, int shortestName) {

  /** For servers of 38 and later, and before the version is known. */
  public static final NameRules NEWEST = new NameRules(true, 1);

  /**
   * @param serverVersion as {@code GET /ping} answers, e.g. {@code 35.9.2}
   */
  public static NameRules ofServer(String serverVersion) {
    throw new UnsupportedOperationException();
  }

  /** Why this name is refused, in words that quote the rule; empty if it is fine. */
  public Optional<String> whyNotName(String name) {
    throw new UnsupportedOperationException();
  }

  /** Why this scope is refused; empty if it is fine. */
  public Optional<String> whyNotScope(String scope) {
    throw new UnsupportedOperationException();
  }
}
