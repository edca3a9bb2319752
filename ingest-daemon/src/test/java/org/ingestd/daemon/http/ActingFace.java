// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Actions;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.acting.ReplayOrders;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.WrongTokens;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.journal.Journal;
import org.ingestd.routes.contract.SilentListener;

/** What is served of a journal with one source, without a daemon behind it. */
final class ActingFace {

  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private ActingFace() {}

  static HttpFace start(Path state, Journal journal, Optional<RemoteDoor> remote)
      throws IOException {
    return start(state, journal, remote, Samples.CLOCK);
  }

  /**
   * @param clock by which wrong tokens are forgotten
   */
  static HttpFace start(
      Path state, Journal journal, Optional<RemoteDoor> remote, InstantSource clock)
      throws IOException {
    StatusView.About about = new StatusView.About("test", "1", true);
    return HttpFace.start(
        ANY_PORT,
        remote,
        new Showing(
            () ->
                StatusView.of(
                    about, journal.census(), Optional.empty(), List.of(), null, Samples.NOW),
            journal,
            () -> new HealthView(true, List.of(), List.of()),
            accept -> new MetricsText(MetricsText.typeFor(accept), ""),
            new EventRing(10, Samples.CLOCK),
            door(state, journal)),
        Samples.NO_INSIGHT,
        new WrongTokens(clock, new SilentListener()));
  }

  /** With the token of this state directory. */
  static ActingDoor door(Path state, Journal journal) throws IOException {
    return new ActingDoor(
        ApiToken.readOrMake(state),
        new Actions(journal, Samples.CLOCK),
        new ReplayOrders(journal, List.of("lst1")),
        Samples.site(state, journal, "lst1"));
  }
}
