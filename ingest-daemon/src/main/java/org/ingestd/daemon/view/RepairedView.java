// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import org.ingestd.routes.repair.Repaired;
import org.jspecify.annotations.Nullable;

/**
 * The contract of {@code rules repair --json}, one object a rule.
 *
 * @param result {@code already_fine}, {@code made_again}, {@code asked_again}, {@code waits},
 *     {@code needs_admin}, {@code would_be_repaired} or {@code refused}
 */
public record RepairedView(
    String did,
    String expression,
    int copies,
    String state,
    String result,
    @Nullable String detail) {

  public static RepairedView of(Repaired repaired) {
    return new RepairedView(
        repaired.rule().did().toString(),
        repaired.rule().expression(),
        repaired.rule().copies(),
        repaired.state(),
        FileView.lower(repaired.result()),
        repaired.detail().isEmpty() ? null : repaired.detail());
  }
}
