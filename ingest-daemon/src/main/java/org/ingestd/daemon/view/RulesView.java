// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.time.Instant;
import java.util.List;
import org.ingestd.journal.outlook.Outlook;

/**
 * Rules by source and destination, as {@code /api/rules} shows them.
 *
 * @param copies that came and failed lately
 */
public record RulesView(List<RuleTallyView> rules, List<CopyTallyView> copies) {

  public static RulesView of(Outlook outlook, Instant now) {
    return new RulesView(
        outlook.rules().stream().map(RuleTallyView::of).toList(),
        outlook.copies(now).stream().map(CopyTallyView::of).toList());
  }
}
