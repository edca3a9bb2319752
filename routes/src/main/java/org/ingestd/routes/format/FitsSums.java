// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.util.List;

/**
 * What the CHECKSUM and DATASUM cards of a file say of its content.
 *
 * @param right sums that fit
 * @param wrong a sentence for each that does not, with both values
 */
public record FitsSums(int right, List<String> wrong) {

  public FitsSums {
    wrong = List.copyOf(wrong);
  }

  /** In one word, for metadata and metrics. */
  public Result result() {
    if (!wrong.isEmpty()) {
      return Result.WRONG;
    }
    return right > 0 ? Result.RIGHT : Result.NONE;
  }

  /** How the sums of a file fit it. */
  public enum Result {
    RIGHT,
    WRONG,
    /** The file has none. */
    NONE
  }
}
