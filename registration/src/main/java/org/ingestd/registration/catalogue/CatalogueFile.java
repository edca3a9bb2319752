// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * A file as the catalogue has it.
 *
 * @param bytes -1 if Rucio does not know
 * @param md5 null if Rucio has none, or does not tell it in the answer that this was read from
 * @param lost marked LOST; only what {@code POST /dids/bulkmeta} answers tells it
 */
public record CatalogueFile(
    Did did, long bytes, @Nullable String adler32, @Nullable String md5, boolean lost) {}
