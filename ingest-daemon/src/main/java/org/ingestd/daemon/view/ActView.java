// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.outlook.OperatorAct;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did to a file, as {@code /api/acts} shows it.
 *
 * @param number grows with time
 * @param id of the file
 */
public record ActView(
    long number,
    Instant at,
    @JsonUnwrapped Words words,
    long id,
    @JsonUnwrapped FileView.Where where,
    @JsonUnwrapped Change change) {

  /**
   * @param done {@code accepted}, {@code retried}, {@code held} or {@code released}; of a source
   *     {@code paused}, {@code resumed} or {@code rescanned}
   * @param why the operator's own words
   */
  public record Words(String done, String who, String why) {}

  /**
   * @param state in which the file is now
   */
  public record Change(@Nullable FileState from, FileState to, FileState state) {}

  public static ActView of(OperatorAct act) {
    return new ActView(
        act.number(),
        act.at(),
        new Words(act.words().done(), act.words().who(), act.words().why()),
        act.file().id(),
        FileView.Where.of(act.file().key().source(), act.file().key().path()),
        new Change(act.from(), act.to(), act.file().state()));
  }
}
