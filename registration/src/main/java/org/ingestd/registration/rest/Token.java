// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Instant;

/**
 * What Rucio knows us by for a while, by our own clock.
 *
 * @param text secret
 */
public record Token(String text, Instant issued, Instant expires, Identity identity) {

  @Override
  public String toString() {
    return "token of " + identity + " until " + expires;
  }
}
