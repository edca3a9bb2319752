// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.ingestd.journal.outlook.SourceAct;

/**
 * What an operator did to a source, as {@code /api/source-acts} shows it.
 *
 * @param number grows with time
 */
public record SourceActView(
    long number, Instant at, String source, @JsonUnwrapped ActView.Words words) {

  public static SourceActView of(SourceAct act) {
    return new SourceActView(
        act.number(),
        act.at(),
        act.source(),
        new ActView.Words(act.words().done(), act.words().who(), act.words().why()));
  }
}
