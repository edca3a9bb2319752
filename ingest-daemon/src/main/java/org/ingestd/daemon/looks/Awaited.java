// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import org.ingestd.journal.outlook.NightTotal;
import org.jspecify.annotations.Nullable;

/**
 * What a source expected of the newest night, when somebody looked.
 *
 * @param of the night, and how many files of all sources it had then: with more files by now,
 *     nothing is known of what is missing
 * @param expected null if it is not known how many
 * @param missing how many of them had not arrived
 * @param unknown why it is not known what is expected; null if it is
 */
public record Awaited(
    NightTotal of, @Nullable Long expected, long missing, @Nullable String unknown) {}
