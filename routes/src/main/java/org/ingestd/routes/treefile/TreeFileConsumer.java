// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.File;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.contract.IngestListener.WatchReport;
import org.ingestd.routes.steps.Source;
import org.jspecify.annotations.Nullable;

/** Scans a source at every poll, and between two polls the directories that events name. */
public final class TreeFileConsumer extends FileConsumer implements Scanning {

  private final TreeContext context;
  private final Scans scans;
  private final Source source;
  private final TreeGround ground;
  private volatile @Nullable EventWatch events;
  private volatile boolean exhausted;

  TreeFileConsumer(
      TreeFileEndpoint endpoint,
      Processor processor,
      GenericFileOperations<File> operations,
      GenericFileProcessStrategy<File> strategy,
      TreeContext context,
      Scans scans) {
    super(endpoint, processor, operations, strategy);
    this.context = context;
    this.scans = scans;
    this.source = scans.source();
    this.ground = scans.ground();
  }

  @Override
  protected void doStart() throws Exception {
    scans.begin(this);
    if (Watching.wanted(source.settings())) {
      watch();
    }
    super.doStart();
  }

  private void watch() {
    try {
      EventWatch watch = new EventWatch(source.settings().path(), this::noMoreEvents);
      events = watch;
      ground.watchWith(watch::register);
      scans.beside(() -> listen(watch));
    } catch (IOException e) {
      noMoreEvents(e);
    }
  }

  /** The kernel's limit of watches: what is registered stays, all else is found by rescans. */
  private void noMoreEvents(IOException why) {
    exhausted = true;
    ground.watchWith(folder -> {});
    context.book().polledOnly(source.name(), String.valueOf(why.getMessage()));
    context.listener().degraded("events of " + source.name(), String.valueOf(why.getMessage()));
    watched(Map.of());
  }

  @Override
  protected void doStop() throws Exception {
    scans.end();
    EventWatch watch = events;
    if (watch != null) {
      watch.close();
    }
    super.doStop();
  }

  @Override
  protected int poll() {
    scans.poll();
    watched(Map.of());
    return 0;
  }

  @Override
  public Scans scans() {
    return scans;
  }

  @Override
  public FoundBy foundBy() {
    if (events == null) {
      return FoundBy.RESCANS;
    }
    return exhausted ? FoundBy.SOME_EVENTS : FoundBy.EVENTS;
  }

  private void listen(EventWatch watch) {
    while (scans.isRunning()) {
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
    if (!hints.lost().isEmpty()) {
      context.listener().eventsLost(source.name());
      hints.lost().forEach(ground.memory()::forget);
    }
    TreeScan scan = new TreeScan(ground, scans::deliver);
    List<Folder> folders = scan.look(hints);
    watched(hints.kinds());
    context.listener().hinted(source.name(), scan.fresh());
    if (!folders.isEmpty()) {
      scans.walk(folders);
    }
  }

  private void watched(Map<String, Long> kinds) {
    EventWatch watch = events;
    int directories = watch == null ? 0 : watch.directories();
    context.listener().watched(source.name(), new WatchReport(kinds, directories, exhausted));
  }
}
