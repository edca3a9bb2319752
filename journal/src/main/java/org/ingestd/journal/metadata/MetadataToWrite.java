// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.metadata;

import org.ingestd.rse.Did;

/** Metadata of a registered file that Rucio is to have. */
public record MetadataToWrite(long file, Did did, JournalMetadata metadata) {}
