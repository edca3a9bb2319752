// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

/**
 * A snapshot of a run.
 *
 * @param files paths finished, odd ones included
 * @param bytes written for these
 */
public record Progress(long files, long bytes) {}
