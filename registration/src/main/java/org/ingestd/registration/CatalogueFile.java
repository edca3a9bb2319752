// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * A file as the catalogue has it.
 *
 * @param md5 null if Rucio has none
 */
public record CatalogueFile(Did did, long bytes, @Nullable String adler32, @Nullable String md5) {}
