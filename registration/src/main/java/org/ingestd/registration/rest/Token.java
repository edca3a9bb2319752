// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Instant;

/**
 * What Rucio knows us by for a while, by our own clock.
 *
 * @param text secret
 */
record Token(String text, Instant issued, Instant expires) {

  @Override
  public String toString() {
    return "token until " + expires;
  }
}
