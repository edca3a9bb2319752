// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import java.io.IOException;

/** A way to somebody. One thread at a time. */
interface Channel {

  /** As metrics have it. */
  String name();

  /**
   * Delivers one message, within a bounded time.
   *
   * @param json one line, without line end
   * @throws IOException if it did not arrive; says why without any secret
   */
  void deliver(String json) throws IOException, InterruptedException;
}
