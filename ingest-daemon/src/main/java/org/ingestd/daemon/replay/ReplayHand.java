// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.routes.replay.ReplayView;
import org.ingestd.routes.replay.RequestRefused;

/** Who takes and works on a replay: the running daemon, or this process where none runs. */
interface ReplayHand extends AutoCloseable {

  /** What became of an order. */
  record Taken(String result, long id) {}

  /**
   * Durable when it returns.
   *
   * @throws IOException if the daemon does not answer
   * @throws VerbFailed if the daemon does not take it
   */
  Taken begin(ObjectNode form, String who) throws IOException, VerbFailed, RequestRefused;

  /**
   * Durable when it returns.
   *
   * @throws VerbFailed if there is no such replay
   */
  Taken turn(long id, ReplayTurn turn) throws IOException, VerbFailed;

  /** As it stands. */
  ReplayView show(long id) throws VerbFailed;

  /**
   * Does a part of it, or waits while another does.
   *
   * @return whether it can go on; false once this process was told to end
   */
  boolean advance(long id) throws IOException, InterruptedException;

  @Override
  void close();
}
