// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What would become of a path, as {@code explain --json} shows it. */
public record Explanation(
    @JsonUnwrapped Which which,
    @JsonUnwrapped Names names,
    JsonNode metadata,
    List<Rule> rules,
    List<Check> checks) {

  /**
   * @param path below the source, or as named if no source has it
   */
  public record Which(String path, @Nullable String pathBytes, @Nullable String source) {}

  /** What it is called; null for what could not be found out. */
  public record Names(
      @Nullable String scope,
      @Nullable String name,
      @Nullable String dataset,
      @Nullable String rse,
      @Nullable String pfn,
      @Nullable String night) {

    static final Names NONE = new Names(null, null, null, null, null, null);
  }

  /**
   * @param on the dataset or file that it is made on
   * @param lifetime seconds; null for ever
   * @param why it is for this file
   */
  public record Rule(
      String expression,
      int copies,
      String activity,
      @Nullable Long lifetime,
      String on,
      String why) {}

  /** One step of the way. */
  public record Check(String check, boolean ok, String message) {}

  /** The first refusal. */
  public Optional<Check> refusal() {
    return checks.stream().filter(check -> !check.ok()).findFirst();
  }
}
