// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Instant;

/**
 * Something that a person did to a source as a whole, e.g. paused it.
 *
 * @param number grows with time
 * @param source its name, also if no file of it was ever seen
 */
public record SourceAct(long number, Instant at, String source, OperatorWords words) {}
