// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.time.Instant;

/**
 * Where a file stands.
 *
 * @param since when it came into this state
 * @param reason why, in words
 * @param generation 1 for the first content seen under this path; one more after each change before
 *     REGISTERED
 */
public record Standing(FileState state, Instant since, String reason, int generation, Lane lane) {}
