// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.terminal.VerbFailed;

/** Who carries out an order: the running daemon, or this process where none runs. */
interface Hand extends AutoCloseable {

  /**
   * Durable when it returns.
   *
   * @param id the journal's
   * @throws IOException if the daemon does not answer
   * @throws VerbFailed if the daemon does not take the order
   */
  Acted act(long id, Order order) throws IOException, VerbFailed;

  @Override
  void close();
}
