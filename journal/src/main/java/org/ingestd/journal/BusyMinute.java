// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;

/**
 * The minute in which most files came into a state.
 *
 * @param begin of the minute
 */
public record BusyMinute(Instant begin, long files) {}
