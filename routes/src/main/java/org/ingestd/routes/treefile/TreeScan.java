// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a source, or a part of it. Streams: in memory are one chunk of names, one batch
 * of sightings and the directories still to be read. One thread; use once.
 */
final class TreeScan {

  /** Names that a server sent and no file can have. */
  private static final String REFUSED = "refused";

  /** So many of them are told. */
  private static final int TOLD = 3;

  private final TreeGround ground;
  private final SightingSink sink;
  private final Deque<Folder> toRead = new ArrayDeque<>();
  private final List<Sighter.Name> chunk = new ArrayList<>();
  private final List<DirectoryNote> readToEnd = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<String, Long> ignored = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private final Instant begin;
  private int directories;
  private long names;
  private int fresh;
  private int changed;

  TreeScan(TreeGround ground, SightingSink sink) {
    this.ground = ground;
    this.sink = sink;
    this.begin = ground.passed();
  }

  /** A directory with all that is below it. */
  void folder(Folder folder) {
    toRead.add(folder);
  }

  /** A name that an event told of. */
  void name(Folder folder, Path place) {
    RawPath name = RawPath.of(place.getFileName());
    RawPath path = folder.below(name);
    Optional<String> ignoredAs = ground.filter().passedOver(path);
    if (ignoredAs.isEmpty()) {
      FileStamp nothing = new FileStamp(0, 0, 0, 0, 0);
      chunk.add(new Sighter.Name(new DirectoryNote(folder, nothing, 0), path, place, true, null));
    } else if (ignoredAs.get().equals(NameFilter.MARKER)) {
      marker(folder, path);
    }
  }

  private void marker(Folder folder, RawPath marker) {
    Path root = ground.source().settings().path();
    Optional<RawPath> marked =
        ground.source().marker().flatMap(template -> template.marked(marker));
    if (marked.isEmpty()) {
      ground.memory().forget(folder);
      folder(folder);
    } else {
      Folder parent = new Folder(null, root);
      FileStamp nothing = new FileStamp(0, 0, 0, 0, 0);
      DirectoryNote note = new DirectoryNote(parent, nothing, 0);
      chunk.add(new Sighter.Name(note, marked.get(), marked.get().under(root), true, null));
    }
  }

  /**
   * Walks to the end.
   *
   * @throws Exception whatever the sink throws, and IOException if the source's own directory
   *     cannot be read; other directories are told of and read next time
   */
  ScanReport run() throws Exception {
    while (!toRead.isEmpty() || !chunk.isEmpty()) {
      Folder next = toRead.pollLast();
      if (next != null) {
        read(next);
      } else {
        look();
      }
    }
    deliver();
    tellRefused();
    Duration took = Duration.between(begin, ground.passed());
    return new ScanReport(directories, names, fresh, changed, ignored, took);
  }

  /**
   * Looks at the names that events told of, and at nothing below them.
   *
   * @return directories to be read, by whom there is time for it
   */
  List<Folder> look(EventWatch.Hints hints) throws Exception {
    toRead.addAll(hints.lost());
    hints.names().forEach((folder, places) -> places.forEach(place -> name(folder, place)));
    if (!chunk.isEmpty()) {
      look();
    }
    deliver();
    List<Folder> left = List.copyOf(toRead);
    toRead.clear();
    return left;
  }

  /** Files never seen before, so far. */
  int fresh() {
    return fresh;
  }

  private void read(Folder folder) throws Exception {
    Look look = ground.source().disk().folder(folder.path());
    if (look instanceof Look.Unknown unknown) {
      unreadable(folder, unknown.cause());
    } else if (look instanceof Look.Directory directory) {
      read(folder, directory.stamp());
    } else {
      ground.memory().forget(folder);
    }
  }

  private void read(Folder folder, FileStamp stamp) throws Exception {
    ground.watching().accept(folder);
    Optional<DirectoryNote> before = ground.memory().of(folder);
    if (before.isPresent() && before.get().stillHolds(stamp)) {
      before.get().subdirectories().forEach(toRead::add);
      count(before.get());
      return;
    }
    try {
      list(folder, stamp);
    } catch (NoSuchFileException | NotDirectoryException e) {
      ground.memory().forget(folder);
    } catch (SourceAway e) {
      throw e;
    } catch (IOException e) {
      unreadable(folder, e);
    }
  }

  private void list(Folder folder, FileStamp stamp) throws Exception {
    Instant now = ground.clock().instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    DirectoryNote note = new DirectoryNote(folder, stamp, nanos);
    ground.source().disk().list(folder.path(), new Listed(folder, note));
    directories++;
    readToEnd.add(note);
  }

  private final class Listed implements Entries<Exception> {

    private final Folder folder;
    private final DirectoryNote note;

    private Listed(Folder folder, DirectoryNote note) {
      this.folder = folder;
      this.note = note;
    }

    @Override
    public void take(RawPath name, @Nullable Look look) throws Exception {
      TreeScan.this.take(folder, note, name, look);
    }

    @Override
    public void refused(String harmless) {
      names++;
      note.ignore(REFUSED);
      if (refused.size() < TOLD) {
        refused.add(harmless);
      }
    }
  }

  private void take(Folder folder, DirectoryNote note, RawPath name, @Nullable Look look)
      throws Exception {
    names++;
    RawPath path = folder.below(name);
    Optional<String> ignoredAs = ground.filter().passedOver(path);
    if (ignoredAs.isPresent()) {
      note.ignore(ignoredAs.get());
      return;
    }
    chunk.add(new Sighter.Name(note, path, name.under(folder.place()), false, look));
    if (chunk.size() >= ground.batch()) {
      look();
    }
  }

  /** After it, every name so far was looked at: directories read to their end can be remembered. */
  private void look() throws Exception {
    Sighter.Seen seen = ground.sighter().look(chunk);
    chunk.clear();
    seen.directories().forEach(toRead::add);
    sightings.addAll(seen.sightings());
    gone(seen);
    if (sightings.size() >= ground.batch()) {
      deliver();
    }
    for (DirectoryNote note : readToEnd) {
      ground.memory().keep(note);
      count(note);
    }
    readToEnd.clear();
    ground.requireRunning();
  }

  /** Before the sightings: what was renamed is to be known under its old name first. */
  private void gone(Sighter.Seen seen) {
    ground.recheck().gone(seen.gone());
    for (Folder folder : seen.goneNames()) {
      RawPath path = folder.path();
      if (path != null && ground.memory().of(folder).isPresent()) {
        ground.memory().forget(folder);
        ground.recheck().goneBelow(ground.source(), path);
      }
    }
  }

  private void count(DirectoryNote note) {
    note.ignored().forEach((kind, number) -> ignored.merge(kind, number, Long::sum));
  }

  private void deliver() throws Exception {
    for (int from = 0; from < sightings.size(); from += ground.batch()) {
      int to = Math.min(from + ground.batch(), sightings.size());
      SightingReport report = sink.take(List.copyOf(sightings.subList(from, to)));
      fresh += report.fresh();
      changed += report.renewed() + report.changedAfterRegistration().size();
    }
    sightings.clear();
  }

  private void tellRefused() {
    if (!refused.isEmpty()) {
      String where = "scan of " + ground.source().name();
      ground
          .listener()
          .failed(where, new IOException("Names that no file can have were sent: " + refused));
    }
  }

  private void unreadable(Folder folder, IOException cause) throws IOException {
    if (folder.isRoot()) {
      throw cause;
    }
    ignored.merge("unreadable", 1L, Long::sum);
    ground.memory().forget(folder);
    ground.listener().failed("scan of " + ground.source().name() + ": " + folder.path(), cause);
  }
}
