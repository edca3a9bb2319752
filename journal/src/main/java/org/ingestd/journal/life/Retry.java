// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a file is looked at again, and what was in the way.
 *
 * @param attempts failures of the current step; 0 after a success
 * @param due null if nothing is to be done by itself
 * @param detail the problem's own words, e.g. Rucio's message
 */
public record Retry(
    int attempts, @Nullable Instant due, @Nullable ProblemCode problem, @Nullable String detail) {}
