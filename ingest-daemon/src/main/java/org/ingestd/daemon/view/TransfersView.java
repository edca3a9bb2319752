// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.ingestd.registration.catalogue.TransferRequest;
import org.jspecify.annotations.Nullable;

/**
 * What Rucio says of the copies of a file that were on their way when we looked last, as {@code
 * /api/files/ID/transfers} shows it.
 *
 * @param at when it was asked
 * @param error why not all is known; null if it is
 */
public record TransfersView(Instant at, List<TransferView> transfers, @Nullable String error) {

  /**
   * @param rse where the copy goes
   * @param request null if Rucio knows of none any more: the copy is there, or given up
   */
  public record TransferView(String rse, @JsonUnwrapped @Nullable TransferRequest request) {}
}
