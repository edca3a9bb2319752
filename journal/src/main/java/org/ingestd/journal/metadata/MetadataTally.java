// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.metadata;

/**
 * Registered files whose metadata Rucio does not have yet.
 *
 * @param waiting all of them
 * @param failing those that Rucio refused last time
 */
public record MetadataTally(long waiting, long failing) {}
