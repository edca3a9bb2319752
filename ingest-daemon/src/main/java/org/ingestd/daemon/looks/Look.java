// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

/** One thing that is looked at again and again, by one thread at a time. */
@FunctionalInterface
interface Look {

  /**
   * @throws Exception whatever is in the way; it is told, and the next look comes all the same
   */
  void look() throws Exception;
}
