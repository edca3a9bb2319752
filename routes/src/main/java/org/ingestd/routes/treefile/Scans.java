// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExecutorServiceManager;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.steps.Source;
import org.jspecify.annotations.Nullable;

/**
 * The scans of one source, wherever it lies, as long as a consumer lets them run and delivers what
 * they find. A fault, were it an {@code Error}, ends one scan and not the consumer: Camel would
 * drop it silently. Thread-safe.
 */
public final class Scans {

  /** So many directories that events told of are read at a time; the others wait. */
  private static final int WALKS = 3;

  private final TreeContext context;
  private final Source source;
  private final TreeGround ground;
  private final Lock scanning = new ReentrantLock();
  private @Nullable ExecutorService threads;
  private @Nullable ExecutorService walks;
  private volatile @Nullable Consumer consumer;
  private volatile boolean running;
  private volatile boolean polling;
  private volatile Instant lastPoll;

  public Scans(TreeContext context, TreeOptions options) {
    this.context = context;
    this.source = context.sources().named(options.source());
    this.lastPoll = context.bench().passed();
    this.ground = new TreeGround(this.source, context, options.batch(), () -> running);
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

  /**
   * From now on.
   *
   * @param consumer delivers what they find
   */
  public synchronized void begin(Consumer consumer) {
    this.consumer = consumer;
    running = true;
    threads = pools(consumer).newCachedThreadPool(consumer, "scans-" + source.name());
    walks = pools(consumer).newFixedThreadPool(consumer, "walks-" + source.name(), WALKS);
  }

  /** A scan under way ends early, and no other begins. */
  public synchronized void end() {
    running = false;
    if (threads != null && walks != null && consumer != null) {
      pools(consumer).shutdownNow(threads);
      pools(consumer).shutdownNow(walks);
      threads = null;
      walks = null;
    }
  }

  private static ExecutorServiceManager pools(Consumer consumer) {
    return consumer.getEndpoint().getCamelContext().getExecutorServiceManager();
  }

  /** Beside the polls, while scans run. */
  synchronized void beside(Runnable work) {
    if (threads != null) {
      threads.execute(work);
    }
  }

  /**
   * Reads directories that events told of, with all below them; returns at once. A large one that
   * was moved in takes a minute, in which other directories come and files in them.
   */
  synchronized void walk(List<Folder> folders) {
    if (walks != null) {
      walks.execute(() -> walkNow(folders));
    }
  }

  private void walkNow(List<Folder> folders) {
    try {
      TreeScan scan = new TreeScan(ground, this::deliver);
      folders.forEach(scan::folder);
      ScanReport report = scan.run();
      context.listener().hinted(source.name(), report.fresh());
    } catch (CancellationException e) {
      return;
    } catch (Throwable fault) {
      context.listener().failed("events of " + source.name(), fault);
    }
  }

  /** Looks at everything because it is time to. */
  public void poll() {
    polling = true;
    all();
    lastPoll = context.bench().passed();
    polling = false;
  }

  /** Looks at everything without regard to what the last scan saw; returns at once. */
  void again() {
    beside(
        () -> {
          ground.memory().clear();
          all();
        });
  }

  /** Whether the poll that was due this long ago did not come; a long scan is alive. */
  public boolean isDead(Duration after) {
    Duration due = source.settings().discovery().rescan().plus(after);
    return !polling && lastPoll.plus(due).isBefore(context.bench().passed());
  }

  private void all() {
    scanning.lock();
    try {
      Optional<Offline> offline = source.disk().whyOffline();
      if (offline.isPresent()) {
        wentOffline(offline.get());
        return;
      }
      TreeScan scan = new TreeScan(ground, this::deliver);
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
  SightingReport deliver(List<Sighting> sightings) throws Exception {
    Consumer consumer = requireNonNull(this.consumer, "scans have not begun");
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
