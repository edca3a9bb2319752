// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.util.List;
import org.ingestd.routes.repair.RuleRepair;

/**
 * Rules of a page of files, as {@code POST /api/rules/repair} answers.
 *
 * @param after where the next page begins; 0 for none
 */
public record RepairPageView(List<RepairedView> rules, long after) {

  public static RepairPageView of(RuleRepair.Page page) {
    return new RepairPageView(page.rules().stream().map(RepairedView::of).toList(), page.after());
  }
}
