// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a file that Rucio is having made.
 *
 * @param state Rucio's word, e.g. QUEUED, SUBMITTED
 * @param retries how many tries went before this one
 * @param from the RSE that it is taken from; null until that is chosen
 * @param job FTS's id of the job that this is part of; null until it was submitted
 * @param host the address of that FTS; null until it was submitted
 * @param error why this try failed; null while it has not, and Rucio forgets it with the next try
 */
public record TransferRequest(
    String state,
    int retries,
    @Nullable String from,
    @Nullable String job,
    @Nullable String host,
    @Nullable String error) {}
