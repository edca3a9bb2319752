// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Opening;
import org.ingestd.rse.RawPath;

/**
 * One walk through a source, or a part of it. Streams: in memory are one chunk of names, one batch
 * of sightings and the directories still to be read. One thread; use once.
 */
final class TreeScan {

  private final TreeGround ground;
  private final SightingSink sink;
  private final Deque<Folder> toRead = new ArrayDeque<>();
  private final List<Sighter.Name> chunk = new ArrayList<>();
  private final List<DirectoryNote> readToEnd = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<String, Long> ignored = new TreeMap<>();
  private final Instant begin;
  private int directories;
  private long names;
  private int fresh;
  private int changed;

  TreeScan(TreeGround ground, SightingSink sink) {
    this.ground = ground;
    this.sink = sink;
    this.begin = ground.clock().instant();
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
      chunk.add(new Sighter.Name(new DirectoryNote(folder, nothing, 0), path, place, true));
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
      chunk.add(new Sighter.Name(note, marked.get(), marked.get().under(root), true));
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
    Duration took = Duration.between(begin, ground.clock().instant());
    return new ScanReport(directories, names, fresh, changed, ignored, took);
  }

  private void read(Folder folder) throws Exception {
    Look look = look(folder);
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
    } catch (IOException e) {
      unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      unreadable(folder, new IOException("Directory cannot be read to its end", e.getCause()));
    }
  }

  private Look look(Folder folder) throws IOException {
    return folder.isRoot()
        ? Look.at(folder.place().toRealPath())
        : Look.below(ground.source().settings().path(), folder.place());
  }

  private void list(Folder folder, FileStamp stamp) throws Exception {
    Instant now = ground.clock().instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    DirectoryNote note = new DirectoryNote(folder, stamp, nanos);
    Path source = ground.source().settings().path();
    try (DirectoryStream<Path> entries = Opening.directory(source, folder.place())) {
      for (Path entry : entries) {
        take(folder, note, folder.place().resolve(entry.getFileName()));
      }
    }
    directories++;
    readToEnd.add(note);
  }

  private void take(Folder folder, DirectoryNote note, Path place) throws Exception {
    names++;
    RawPath name = RawPath.of(place.getFileName());
    RawPath path = folder.below(name);
    Optional<String> ignoredAs = ground.filter().passedOver(path);
    if (ignoredAs.isPresent()) {
      note.ignore(ignoredAs.get());
      return;
    }
    chunk.add(new Sighter.Name(note, path, place, false));
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

  private void unreadable(Folder folder, IOException cause) throws IOException {
    if (folder.isRoot()) {
      throw cause;
    }
    ignored.merge("unreadable", 1L, Long::sum);
    ground.memory().forget(folder);
    ground.listener().failed("scan of " + ground.source().name() + ": " + folder.path(), cause);
  }
}
