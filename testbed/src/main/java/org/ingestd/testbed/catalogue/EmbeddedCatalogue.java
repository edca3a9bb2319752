// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.ingestd.testbed.catalogue.calls.AllCalls;
import org.ingestd.testbed.catalogue.calls.Tokens;
import org.ingestd.testbed.catalogue.daemons.Daemons;
import org.ingestd.testbed.catalogue.http.CallCounts;
import org.ingestd.testbed.catalogue.http.CatalogueServer;
import org.ingestd.testbed.catalogue.http.Faults;
import org.ingestd.testbed.catalogue.http.Switchboard;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.storage.Site;

/**
 * A Rucio server in this process: answers over HTTP as real servers do (41 unless told otherwise),
 * judges rules and really copies files between directories that stand for RSEs. Thread-safe.
 *
 * <p>Accounts, scopes and RSEs are those of the real test bed: accounts root/ddmlab/secret, ingest,
 * clerk, plain with password pw; scopes lst, magic, clerk, foreign; source RSE ONSITE, and
 * ONSITE-DAVS, DETERMINISTIC, READONLY; destinations TAPE-A, DISK-A, DISK-B.
 *
 * <p>It is never a place to keep anything: all of it is in memory and gone with {@link #close}.
 */
public final class EmbeddedCatalogue implements AutoCloseable {

  private final CatalogueServer server;
  private final Daemons daemons;
  private final Faults faults;
  private final CallCounts calls = new CallCounts();
  private final CatalogueAdmin admin;
  private final Timer outages = new Timer("catalogue-outages", true);

  private EmbeddedCatalogue(Path home, Path onsite, CatalogueSettings settings) {
    Site site = new Site(home, onsite);
    CatalogueState state = new CatalogueState(site, settings.clock(), settings.seed());
    Tokens tokens = new Tokens(settings.clock());
    faults = new Faults(settings.seed());
    daemons = new Daemons(state, settings.pace(), settings.copying());
    admin = new CatalogueAdmin(state, tokens, daemons);
    admin.furnish();
    CatalogueServer.Core core =
        new CatalogueServer.Core(
            AllCalls.of(state, settings.version(), tokens), tokens, settings.version());
    Switchboard switchboard = new Switchboard(faults, calls, new SwitchActions(this));
    server = new CatalogueServer(core, switchboard, daemons::wake, settings.doors());
  }

  /**
   * Starts on a free loopback port in under a second.
   *
   * @param home where copies land: {@code home/TAPE-A/…}; the prefix of ONSITE is {@code onsite}
   */
  public static EmbeddedCatalogue start(Path home, Path onsite) {
    return start(home, onsite, CatalogueSettings.DEFAULT);
  }

  /**
   * @throws UncheckedIOException if the port that the settings name is taken
   */
  public static EmbeddedCatalogue start(Path home, Path onsite, CatalogueSettings settings) {
    EmbeddedCatalogue catalogue = new EmbeddedCatalogue(home, onsite, settings);
    try {
      catalogue.server.start();
    } catch (IOException refused) {
      catalogue.close();
      throw new UncheckedIOException(refused);
    }
    catalogue.daemons.start();
    return catalogue;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /**
   * The door over TLS; its name is {@code localhost}, as certificates have it.
   *
   * @throws IllegalStateException if the settings ask for none
   */
  public URI tlsUrl() {
    return URI.create("https://localhost:" + server.tlsPort());
  }

  /** Faults of single calls. */
  public Faults faults() {
    return faults;
  }

  /** How often each operation was called. */
  public CallCounts calls() {
    return calls;
  }

  /** What a site's operator, or a test, does behind the server's back. */
  public CatalogueAdmin admin() {
    return admin;
  }

  /** Judge and conveyor. */
  public Daemons daemons() {
    return daemons;
  }

  /** Connections are refused until {@link #endOutage}; open ones are cut. */
  public void beginOutage() {
    server.refuse();
  }

  public void endOutage() {
    server.accept();
  }

  /** An outage that ends by itself. */
  void outage(Duration length) {
    // The answer to the call that asked for it gets out first.
    schedule(this::beginOutage, Duration.ofMillis(50));
    schedule(this::endOutage, length.plusMillis(50));
  }

  private void schedule(Runnable task, Duration delay) {
    TimerTask timerTask =
        new TimerTask() {
          @Override
          public void run() {
            task.run();
          }
        };
    outages.schedule(timerTask, delay.toMillis());
  }

  /** Works until nothing is left to judge or to copy. */
  public void quiesce() {
    daemons.quiesce();
  }

  public Snapshot snapshot() {
    return admin.snapshot();
  }

  @Override
  public void close() {
    outages.cancel();
    server.close();
    daemons.close();
  }
}
