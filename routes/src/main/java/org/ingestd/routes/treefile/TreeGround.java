// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.custody.Recheck;

/** What all scans of one source share. Thread-safe. */
final class TreeGround {

  private final Source source;
  private final TreeContext context;
  private final int batch;
  private final BooleanSupplier running;
  private final NameFilter filter;
  private final Sighter sighter;
  private final DirectoryMemory memory = new DirectoryMemory();
  private volatile Consumer<Folder> watching = folder -> {};

  /**
   * @param running once false, scans end early
   */
  TreeGround(Source source, TreeContext context, int batch, BooleanSupplier running) {
    this.source = source;
    this.context = context;
    this.batch = batch;
    this.running = running;
    this.filter = source.filter();
    this.sighter = new Sighter(source, context.journal(), filter, context.clock());
  }

  Source source() {
    return source;
  }

  NameFilter filter() {
    return filter;
  }

  Sighter sighter() {
    return sighter;
  }

  DirectoryMemory memory() {
    return memory;
  }

  int batch() {
    return batch;
  }

  Recheck recheck() {
    return context.recheck();
  }

  Clock clock() {
    return context.clock();
  }

  /** For how long something takes. */
  Instant passed() {
    return context.bench().passed();
  }

  IngestListener listener() {
    return context.listener();
  }

  /** Told of each directory before it is read, so that nothing falls between. */
  Consumer<Folder> watching() {
    return watching;
  }

  void watchWith(Consumer<Folder> watcher) {
    watching = watcher;
  }

  /**
   * @throws CancellationException if the daemon stops
   */
  void requireRunning() {
    if (!running.getAsBoolean()) {
      throw new CancellationException("The scan of " + source.name() + " was stopped");
    }
  }
}
