// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file's history.
 *
 * @param from null for the first sighting of the file
 */
public record HistoryLine(
    Instant at, @Nullable FileState from, FileState to, String reason, int generation) {}
