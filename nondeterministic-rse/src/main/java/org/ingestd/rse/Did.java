// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

/** A data identifier of Rucio. Alphabet and lengths are checked by {@link NameRules}, not here. */
public record Did(String scope, String name) implements Comparable<Did> {

  public Did {
    if (scope.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException(
          "A DID needs scope and name: '" + scope + ":" + name + "'");
    }
  }

  @Override
  public int compareTo(Did other) {
    int byScope = scope.compareTo(other.scope);
    return byScope != 0 ? byScope : name.compareTo(other.name);
  }

  /** {@code scope:name}, as Rucio prints it. */
  @Override
  public String toString() {
    return scope + ":" + name;
  }
}
