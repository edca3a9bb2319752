// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

/**
 * Which dataset was decided for a file.
 *
 * @param bytes as which it counts there
 */
public record Membership(long file, long dataset, String night, long bytes) {}
