// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /rules/}, its schema already checked.
 *
 * @param account null: the caller's
 */
public record RuleRequest(
    List<FileEntry.Key> dids,
    @Nullable String account,
    int copies,
    String expression,
    Options options,
    Flags flags) {

  /**
   * @param lifetime in seconds, null: for ever
   */
  public record Options(
      String grouping,
      @Nullable String weight,
      @Nullable Long lifetime,
      String activity,
      Remarks remarks) {}

  /** What does not change the placement. */
  public record Remarks(
      String notification, int priority, @Nullable String comment, @Nullable String source) {}

  public record Flags(
      boolean locked, boolean purge, boolean ignoreAvailability, boolean asynchronous) {}
}
