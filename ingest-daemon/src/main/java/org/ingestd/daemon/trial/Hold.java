// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.util.Optional;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.describe.Expectation.Known;

/**
 * Why a file with a good name would go no further, as far as that can be told without reading it.
 */
record Hold(ProblemCode problem, String why) {

  /**
   * By what lies beside it.
   *
   * @param size its own, in bytes
   */
  static Optional<Hold> of(Expectation expectation, long size) {
    if (expectation instanceof Expectation.Unusable unusable) {
      return Optional.of(new Hold(ProblemCode.SIDECAR_BROKEN, unusable.why()));
    } else if (expectation instanceof Expectation.Awaited awaited) {
      return Optional.of(new Hold(ProblemCode.SIDECAR_AWAITED, awaited.why()));
    }
    return ((Known) expectation)
        .otherSize(size)
        .map(why -> new Hold(ProblemCode.SIDECAR_MISMATCH, why));
  }

  /** By the metadata that it must have. */
  static Optional<Hold> of(Described described) {
    return described instanceof Described.Missing missing
        ? Optional.of(new Hold(ProblemCode.METADATA_MISSING, missing.why()))
        : Optional.empty();
  }
}
