// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the files of a source in the order of their names' bytes, so that one path says how
 * far it came, and another walk can go on there. A directory is read in pieces: its next names are
 * chosen while it streams by, so a million of them take no more memory than one piece, and are
 * listed once for each. One thread.
 */
final class ReplayWalk {

  /** Names of a directory that are held at a time. */
  static final int PIECE = 20_000;

  private static final Comparator<Entry> BY_NAME = Comparator.comparing(Entry::name);

  /** A file of the source. */
  record Found(RawPath path, FileStamp stamp) {}

  private final SourceDisk disk;
  private final NameFilter filter;
  private final @Nullable RawPath after;
  private final BiConsumer<Path, IOException> unreadable;
  private final int piece;
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * @param disk where the source's files lie
   * @param root the source's directory there
   * @param after the last path that needs not be visited again; null: from the beginning
   * @param unreadable is told of each directory below the source that cannot be read; it is passed
   *     over
   */
  ReplayWalk(
      SourceDisk disk,
      Path root,
      NameFilter filter,
      @Nullable RawPath after,
      BiConsumer<Path, IOException> unreadable) {
    this(disk, root, filter, after, unreadable, PIECE);
  }

  ReplayWalk(
      SourceDisk disk,
      Path root,
      NameFilter filter,
      @Nullable RawPath after,
      BiConsumer<Path, IOException> unreadable,
      int piece) {
    this.disk = disk;
    this.filter = filter;
    this.after = after;
    this.unreadable = unreadable;
    this.piece = piece;
    levels.push(new Level(null, root, bound(null)));
  }

  /**
   * The next file; empty at the end, and from then on.
   *
   * @throws IOException if the source's own directory cannot be read
   */
  Optional<Found> next() throws IOException {
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      Optional<Entry> entry = nextEntry(level);
      if (entry.isEmpty()) {
        levels.pop();
      } else {
        Optional<Found> found = visit(level, entry.get());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> nextEntry(Level level) throws IOException {
    try {
      return level.next();
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (level.path == null) {
        throw e;
      }
      return Optional.empty();
    } catch (IOException e) {
      if (level.path == null || e instanceof SourceAway) {
        throw e;
      }
      unreadable.accept(level.place, e);
      return Optional.empty();
    }
  }

  /**
   * A name of a directory.
   *
   * @param listed what the listing said of it; null: to be looked at
   */
  private record Entry(RawPath name, @Nullable Look listed) {}

  private Optional<Found> visit(Level level, Entry entry) {
    RawPath name = entry.name();
    RawPath path = level.path == null ? name : level.path.resolve(name);
    if (filter.passedOver(path).isPresent()) {
      return Optional.empty();
    }
    Path place = name.under(level.place);
    Look look = entry.listed() == null ? look(path, place) : entry.listed();
    if (look instanceof Look.Directory) {
      levels.push(new Level(path, place, bound(path)));
    } else if (look instanceof Look.Regular regular && filter.noFileOfSource(path).isEmpty()) {
      return Optional.of(new Found(path, regular.stamp()));
    } else if (look instanceof Look.Unknown unknown) {
      unreadable.accept(place, unknown.cause());
    }
    return Optional.empty();
  }

  private Look look(RawPath path, Path place) {
    try (DiskVisit visit = disk.visit(List.of(path))) {
      return visit.lookAt(place);
    }
  }

  /**
   * From which of its names on a directory is to be visited.
   *
   * @param inclusive the name is that of a directory in which the earlier walk stood
   */
  private record Bound(RawPath name, boolean inclusive) {

    boolean lets(RawPath other) {
      int order = other.compareTo(name);
      return order > 0 || (inclusive && order == 0);
    }
  }

  private @Nullable Bound bound(@Nullable RawPath directory) {
    if (after == null) {
      return null;
    }
    Optional<RawPath> rest = directory == null ? Optional.of(after) : after.below(directory);
    return rest.map(ReplayWalk::firstName).orElse(null);
  }

  private static Bound firstName(RawPath rest) {
    RawPath first = rest;
    boolean inclusive = false;
    Optional<RawPath> above = rest.directory();
    while (above.isPresent()) {
      first = above.get();
      inclusive = true;
      above = first.directory();
    }
    return new Bound(first, inclusive);
  }

  /** A directory that is being walked through. */
  private final class Level {

    private final @Nullable RawPath path;
    private final Path place;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private @Nullable Bound bound;
    private boolean more = true;

    Level(@Nullable RawPath path, Path place, @Nullable Bound bound) {
      this.path = path;
      this.place = place;
      this.bound = bound;
    }

    Optional<Entry> next() throws IOException {
      if (entries.isEmpty() && more) {
        List<Entry> next = nextPiece();
        more = next.size() == piece;
        entries.addAll(next);
      }
      Entry entry = entries.poll();
      if (entry != null) {
        bound = new Bound(entry.name(), false);
      }
      return Optional.ofNullable(entry);
    }

    /** The smallest names behind the bound: the largest ones so far fall out as others come. */
    private List<Entry> nextPiece() throws IOException {
      PriorityQueue<Entry> largestFirst = new PriorityQueue<>(BY_NAME.reversed());
      disk.list(path, new Smallest(largestFirst));
      List<Entry> next = new ArrayList<>(largestFirst);
      next.sort(BY_NAME);
      return next;
    }

    private final class Smallest implements Entries<IOException> {

      private final PriorityQueue<Entry> largestFirst;

      private Smallest(PriorityQueue<Entry> largestFirst) {
        this.largestFirst = largestFirst;
      }

      @Override
      public void take(RawPath name, @Nullable Look look) {
        if (bound == null || bound.lets(name)) {
          largestFirst.add(new Entry(name, look));
        }
        if (largestFirst.size() > piece) {
          largestFirst.poll();
        }
      }

      /** The scans tell of such names. */
      @Override
      public void refused(String harmless) {}
    }
  }
}
