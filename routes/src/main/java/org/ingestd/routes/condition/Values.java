// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which values are meant.
 *
 * @param is one of them must fit; empty: any value
 * @param isNot none of them may fit
 */
public record Values(List<Wildcard> is, List<Wildcard> isNot) {

  /** A sidecar may say a novel; what is compared is bounded, and so is the time. */
  private static final int LONGEST_VALUE = 10_000;

  private static final int SHOWN = 60;

  public Values {
    is = List.copyOf(is);
    isNot = List.copyOf(isNot);
    if (is.isEmpty() && isNot.isEmpty()) {
      throw new IllegalArgumentException("A condition that no value could fail");
    }
  }

  /**
   * A value that is not there is none of any: it fails {@code is} and passes {@code isNot}.
   *
   * @param name of what has the value, for the reason
   */
  Verdict judge(String name, Optional<String> value) {
    if (value.isEmpty()) {
      return new Verdict(is.isEmpty(), name + " is not there");
    }
    String there = value.get();
    boolean holds =
        there.length() <= LONGEST_VALUE
            && (is.isEmpty() || is.stream().anyMatch(wanted -> wanted.matches(there)))
            && isNot.stream().noneMatch(unwanted -> unwanted.matches(there));
    return new Verdict(holds, name + " is " + shown(there));
  }

  private static String shown(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  @Override
  public String toString() {
    String wanted = is.isEmpty() ? "" : "is " + joined(is);
    String unwanted = isNot.isEmpty() ? "" : "is not " + joined(isNot);
    return wanted + (wanted.isEmpty() || unwanted.isEmpty() ? "" : " and ") + unwanted;
  }

  private static String joined(List<Wildcard> all) {
    return all.stream().map(Wildcard::text).collect(Collectors.joining(" or "));
  }
}
