// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import java.util.Optional;
import org.ingestd.daemon.acting.Said;
import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.acting.SourceTurned;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.RepairPageView;
import org.ingestd.registration.catalogue.RucioException;

/** Who carries out orders about sources and rules: the running daemon, or this process. */
interface SiteHand extends AutoCloseable {

  /**
   * Durable when it returns.
   *
   * @throws VerbFailed if there is no such source, or the daemon does not take the order
   */
  SourceTurned turn(String source, SourceTurn turn, Said said) throws IOException, VerbFailed;

  /**
   * @throws VerbFailed if the daemon does not take the order
   * @throws RucioException if Rucio cannot be asked
   */
  RepairPageView repair(Optional<String> source, long after, boolean dryRun, Said said)
      throws IOException, VerbFailed, RucioException;

  @Override
  void close();
}
