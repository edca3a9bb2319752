// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did to a file.
 *
 * @param number grows with time
 * @param file as it stands now
 * @param from state before; the same as the other one where only a remark was made
 * @param to state after it
 */
public record OperatorAct(
    long number,
    JournalFile file,
    Instant at,
    @Nullable FileState from,
    FileState to,
    OperatorWords words) {}
