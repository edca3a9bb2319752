// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.support;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One file of a bundle.
 *
 * @param about what it is, for the list that a person reads before the bundle is written
 */
record Entry(String name, String about, String text) {

  /** In UTF-8. */
  byte[] bytes() {
    return text.getBytes(UTF_8);
  }
}
