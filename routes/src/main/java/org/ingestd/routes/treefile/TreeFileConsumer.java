// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.steps.Source;
import org.jspecify.annotations.Nullable;

/**
 * Scans a source at every poll, and between two polls the directories that events name. A fault,
 * were it an {@code Error}, ends one scan and not the consumer: Camel would drop it silently.
 */
public final class TreeFileConsumer extends FileConsumer {

  private final TreeFileEndpoint tree;
  private final TreeContext context;
  private final Source source;
  private final TreeGround ground;
  private final Lock scanning = new ReentrantLock();
  private volatile boolean running;
  private volatile boolean polling;
  private volatile Instant lastPoll;
  private @Nullable EventWatch events;
  private @Nullable ExecutorService threads;

  TreeFileConsumer(
      TreeFileEndpoint endpoint,
      Processor processor,
      GenericFileOperations<File> operations,
      GenericFileProcessStrategy<File> strategy,
      TreeContext context) {
    super(endpoint, processor, operations, strategy);
    this.tree = endpoint;
    this.context = context;
    this.source = context.sources().named(endpoint.getSource());
    this.lastPoll = context.clock().instant();
    this.ground = new TreeGround(source, context, endpoint.getBatch(), () -> running);
  }

  @Override
  protected void doStart() throws Exception {
    running = true;
    threads =
        tree.getCamelContext()
            .getExecutorServiceManager()
            .newCachedThreadPool(this, "treefile-" + source.name());
    if (Watching.wanted(source.settings())) {
      watch(threads);
    }
    super.doStart();
  }

  private void watch(ExecutorService pool) {
    try {
      EventWatch watch = new EventWatch(source.settings().path(), this::noMoreEvents);
      events = watch;
      ground.watchWith(watch::register);
      pool.execute(() -> listen(watch));
    } catch (IOException e) {
      noMoreEvents(e);
    }
  }

  /** The kernel's limit of watches: what is registered stays, all else is found by rescans. */
  private void noMoreEvents(IOException why) {
    ground.watchWith(folder -> {});
    context.book().polledOnly(source.name(), String.valueOf(why.getMessage()));
    context.listener().degraded("events of " + source.name(), String.valueOf(why.getMessage()));
  }

  @Override
  protected void doStop() throws Exception {
    running = false;
    if (events != null) {
      events.close();
    }
    super.doStop();
    if (threads != null) {
      tree.getCamelContext().getExecutorServiceManager().shutdownNow(threads);
    }
  }

  /** Looks at everything now, without regard to what the last scan saw. */
  public void rescan() {
    ground.memory().clear();
    if (threads != null) {
      threads.execute(this::scanAll);
    }
  }

  @Override
  protected int poll() {
    polling = true;
    scanAll();
    lastPoll = context.clock().instant();
    polling = false;
    return 0;
  }

  /** Whether the poll that was due this long ago did not come; a long scan is alive. */
  public boolean isDead(Duration after) {
    Duration due = source.settings().discovery().rescan().plus(after);
    return !polling && lastPoll.plus(due).isBefore(context.clock().instant());
  }

  private void scanAll() {
    scanning.lock();
    try {
      Optional<Offline> offline = source.disk().whyOffline();
      if (offline.isPresent()) {
        wentOffline(offline.get().why());
        return;
      }
      TreeScan scan = new TreeScan(ground, this::deliver);
      scan.folder(root());
      ScanReport report = scan.run();
      noteParts();
      context.book().scanned(source.name(), report, context.clock().instant());
    } catch (CancellationException e) {
      return;
    } catch (IOException | UncheckedIOException e) {
      wentOffline(source.settings().path() + " cannot be scanned: " + e);
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

  private void wentOffline(String why) {
    ground.memory().clear();
    context.book().offline(source.name(), why);
  }

  private Folder root() {
    return new Folder(null, source.settings().path());
  }

  private void listen(EventWatch watch) {
    while (running) {
      try {
        follow(watch.await());
      } catch (ClosedWatchServiceException | CancellationException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Throwable fault) {
        context.listener().failed("events of " + source.name(), fault);
      }
    }
  }

  private void follow(EventWatch.Hints hints) throws Exception {
    if (hints.isEmpty() || source.disk().whyOffline().isPresent()) {
      return;
    }
    TreeScan scan = new TreeScan(ground, this::deliver);
    if (!hints.lost().isEmpty()) {
      context.listener().eventsLost(source.name());
      hints.lost().forEach(ground.memory()::forget);
      hints.lost().forEach(scan::folder);
    }
    hints.names().forEach((folder, places) -> places.forEach(place -> scan.name(folder, place)));
    scan.run();
  }

  private SightingReport deliver(List<Sighting> sightings) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(sightings);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      return exchange.getMessage().getMandatoryBody(SightingReport.class);
    } finally {
      releaseExchange(exchange, false);
    }
  }
}
