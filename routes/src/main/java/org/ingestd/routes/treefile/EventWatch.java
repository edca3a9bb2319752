// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The kernel's events as hints: names to look at now, instead of at the next rescan. What is lost
 * here is found there. Directories are registered by the scans; events are taken by one thread.
 */
final class EventWatch implements AutoCloseable {

  /**
   * What happened since the last call.
   *
   * @param names names that came or went, by directory
   * @param lost directories of which the kernel dropped events
   * @param kinds how many events came, by kind: create, delete, overflow
   */
  record Hints(Map<Folder, List<Path>> names, List<Folder> lost, Map<String, Long> kinds) {

    private Hints() {
      this(new LinkedHashMap<>(), new ArrayList<>(), new TreeMap<>());
    }

    boolean isEmpty() {
      return names.isEmpty() && lost.isEmpty();
    }
  }

  private static final long COALESCE_MILLIS = 10;
  private static final int MOST_KEYS = 10;

  private final WatchService service;
  private final Map<WatchKey, Folder> folders = new ConcurrentHashMap<>();
  private final Consumer<IOException> exhausted;

  /**
   * @param exhausted is told when the kernel takes no more directories; the rest is polled
   */
  EventWatch(Path root, Consumer<IOException> exhausted) throws IOException {
    this.service = root.getFileSystem().newWatchService();
    this.exhausted = exhausted;
  }

  /** Before a directory is read, so that nothing that comes while it is read is missed. */
  void register(Folder folder) {
    try {
      folders.put(folder.place().register(service, ENTRY_CREATE, ENTRY_DELETE), folder);
    } catch (NoSuchFileException
        | NotDirectoryException
        | AccessDeniedException
        | ClosedWatchServiceException e) {
      // Reading the directory meets the same and tells, or the daemon stops.
      return;
    } catch (IOException e) {
      exhausted.accept(e);
    }
  }

  /**
   * Waits for events, then a moment more for those that come with them.
   *
   * @throws ClosedWatchServiceException once closed
   */
  Hints await() throws InterruptedException {
    Hints hints = new Hints();
    drain(service.take(), hints);
    for (int i = 0; i < MOST_KEYS; i++) {
      WatchKey key = service.poll(COALESCE_MILLIS, TimeUnit.MILLISECONDS);
      if (key == null) {
        break;
      }
      drain(key, hints);
    }
    return hints;
  }

  private void drain(WatchKey key, Hints hints) {
    Folder folder = folders.get(key);
    List<WatchEvent<?>> events = key.pollEvents();
    if (!key.reset()) {
      folders.remove(key);
    }
    if (folder == null) {
      return;
    }
    for (WatchEvent<?> event : events) {
      hints.kinds().merge(word(event), (long) event.count(), Long::sum);
      if (event.kind() == OVERFLOW) {
        hints.lost().add(folder);
      } else if (event.context() instanceof Path name) {
        hints
            .names()
            .computeIfAbsent(folder, f -> new ArrayList<>())
            .add(folder.place().resolve(name));
      }
    }
  }

  private static String word(WatchEvent<?> event) {
    if (event.kind() == OVERFLOW) {
      return "overflow";
    }
    return event.kind() == ENTRY_CREATE ? "create" : "delete";
  }

  /** Directories that are watched now. */
  int directories() {
    return folders.size();
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
