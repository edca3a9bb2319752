// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.util.Map;
import java.util.Optional;

/**
 * What was found in a file that may be FITS.
 *
 * @param fits whether it begins as FITS does
 * @param cards by keyword as it was asked for: String, Boolean, Long or Double; without those that
 *     are not there or have no value
 * @param fault why its headers cannot be read
 * @param sums empty unless they were asked for
 */
public record FitsContent(
    boolean fits, Map<String, Object> cards, Optional<String> fault, FitsSums sums) {

  public FitsContent {
    cards = Map.copyOf(cards);
  }
}
