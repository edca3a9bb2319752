// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

/**
 * A copy of a file as custody last saw it.
 *
 * @param state Rucio's word, e.g. AVAILABLE
 * @param verified by whom size and checksum were confirmed: {@code catalogue}
 */
public record JournalReplica(String rse, String state, String verified) {}
