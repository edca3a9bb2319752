// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.steps.Source;

/**
 * The scans of one source, wherever it lies, for the consumer that delivers what they find. A
 * fault, were it an {@code Error}, ends one scan and not the consumer: Camel would drop it
 * silently. Thread-safe.
 */
public final class Scans {

  private final TreeContext context;
  private final Source source;
  private final TreeGround ground;
  private final Lock scanning = new ReentrantLock();
  private volatile boolean running;
  private volatile boolean polling;
  private volatile Instant lastPoll;

  /**
   * @param source its name
   * @param batch names a look at the journal, sightings a delivery
   */
  public Scans(TreeContext context, String source, int batch) {
    this.context = context;
    this.source = context.sources().named(source);
    this.lastPoll = context.bench().passed();
    this.ground = new TreeGround(this.source, context, batch, () -> running);
  }

  Source source() {
    return source;
  }

  TreeGround ground() {
    return ground;
  }

  boolean isRunning() {
    return running;
  }

  /** From now on, or never again: a scan under way ends early then. */
  public void run(boolean wanted) {
    running = wanted;
  }

  /** Looks at everything because it is time to. */
  public void poll(Consumer consumer) {
    polling = true;
    all(consumer);
    lastPoll = context.bench().passed();
    polling = false;
  }

  /** Looks at everything without regard to what the last scan saw. */
  public void again(Consumer consumer) {
    ground.memory().clear();
    all(consumer);
  }

  /** Whether the poll that was due this long ago did not come; a long scan is alive. */
  public boolean isDead(Duration after) {
    Duration due = source.settings().discovery().rescan().plus(after);
    return !polling && lastPoll.plus(due).isBefore(context.bench().passed());
  }

  private void all(Consumer consumer) {
    scanning.lock();
    try {
      Optional<Offline> offline = source.disk().whyOffline();
      if (offline.isPresent()) {
        wentOffline(offline.get());
        return;
      }
      TreeScan scan = new TreeScan(ground, sightings -> deliver(consumer, sightings));
      scan.folder(new Folder(null, source.settings().path()));
      ScanReport report = scan.run();
      noteParts();
      context.book().scanned(source.name(), report, context.clock().instant());
    } catch (CancellationException e) {
      return;
    } catch (SourceAway e) {
      wentOffline(e.offline());
    } catch (IOException | UncheckedIOException e) {
      wentOffline(Offline.away(source.settings().location().text() + " cannot be scanned: " + e));
    } catch (Throwable fault) {
      context.listener().failed("scan of " + source.name(), fault);
    } finally {
      scanning.unlock();
    }
  }

  /** After the scan: some file systems are mounted by the first look at them. */
  private void noteParts() {
    if (source.disk().whyOffline().isEmpty()) {
      List<String> whys =
          source.disk().partsOffline().entrySet().stream()
              .filter(part -> ground.filter().passedOver(part.getKey()).isEmpty())
              .map(Map.Entry::getValue)
              .toList();
      context.book().partsOffline(source.name(), whys);
    }
  }

  private void wentOffline(Offline offline) {
    ground.memory().clear();
    context.book().offline(source.name(), offline);
  }

  /** One exchange with one batch. */
  static SightingReport deliver(Consumer consumer, List<Sighting> sightings) throws Exception {
    Exchange exchange = consumer.createExchange(false);
    try {
      exchange.getMessage().setBody(sightings);
      consumer.getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      return exchange.getMessage().getMandatoryBody(SightingReport.class);
    } finally {
      consumer.releaseExchange(exchange, false);
    }
  }
}
