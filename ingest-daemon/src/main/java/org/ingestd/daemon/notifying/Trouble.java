// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.ProblemCode.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that goes wrong; all of one kind are one message.
 *
 * @param kind tells kinds apart; bounded: never a file's name
 * @param problem as {@link Message.Payload} has it
 * @param source null if it concerns none, or any
 */
record Trouble(
    String kind,
    String problem,
    Severity severity,
    String text,
    String hint,
    @Nullable String source) {

  /** What is in the way of files. */
  static Trouble of(ProblemCode code) {
    return new Trouble(
        code.name(), code.name(), code.severity(), code.sentence(), code.hint(), null);
  }

  /** What is in the way of a whole source. */
  static Trouble of(ProblemCode code, String source, String why) {
    return new Trouble(
        code.name() + " " + source,
        code.name(),
        code.severity(),
        code.sentence() + " " + why,
        code.hint(),
        source);
  }
}
