// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.List;

/** What a transfer is for; FTS shares its links between activities. */
public final class Activity {

  /**
   * The activities that Rucio's generic schema takes (lib/rucio/common/schema/generic.py, the same
   * from 32 to 41), in the order in which the server lists them. A community's policy package may
   * have others.
   */
  public static final List<String> GENERIC =
      List.of(
          "Data Brokering",
          "Data Consolidation",
          "Data Rebalancing",
          "Debug",
          "Express",
          "Functional Test",
          "Group Subscriptions",
          "Production Input",
          "Production Output",
          "Analysis Input",
          "Analysis Output",
          "Staging",
          "T0 Export",
          "T0 Tape",
          "Upload/Download (Job)",
          "Upload/Download (User)",
          "User Subscriptions",
          "Data Challenge");

  private Activity() {}
}
