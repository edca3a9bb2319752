// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** Visits every file of a source, one at a time, whatever the size of its tree. */
public final class SourceWalk {

  private final PlaceInSource source;
  private final SourceDisk disk;

  /**
   * @param disk where the source's files lie
   */
  public SourceWalk(PlaceInSource source, SourceDisk disk) {
    this.source = source;
    this.disk = disk;
  }

  /** Is told of each file. */
  public interface Visit {

    void file(Path file, RawPath below, FileStamp stamp);

    /** A directory or file that may not be looked at. */
    void closed(Path path, RawPath below);
  }

  /**
   * @throws IOException if the source's own directory cannot be read
   */
  public void each(Visit visit) throws IOException {
    try (DiskVisit looks = disk.visit(List.of())) {
      Walk walk = new Walk(visit, looks);
      disk.list(null, walk);
      while (!walk.toRead.isEmpty()) {
        walk.read(walk.toRead.removeLast());
      }
    }
  }

  private final class Walk implements Entries<IOException> {

    private final Visit visit;
    private final DiskVisit looks;
    private final Deque<RawPath> toRead = new ArrayDeque<>();
    private @Nullable RawPath here;

    private Walk(Visit visit, DiskVisit looks) {
      this.visit = visit;
      this.looks = looks;
    }

    private void read(RawPath directory) throws IOException {
      here = directory;
      try {
        disk.list(directory, this);
      } catch (AccessDeniedException e) {
        visit.closed(place(directory), directory);
      } catch (SourceAway e) {
        throw e;
      } catch (IOException e) {
        // It went or failed while we walked: the daemon's own scan tells of it.
        return;
      }
    }

    private Path place(RawPath below) {
      return below.under(source.settings().path());
    }

    @Override
    public void take(RawPath name, @Nullable Look listed) throws IOException {
      RawPath below = here == null ? name : here.resolve(name);
      if (source.passedOver(below).isPresent()) {
        return;
      }
      Path place = place(below);
      Look look = listed == null ? looks.lookAt(place) : listed;
      if (look instanceof Look.Directory) {
        toRead.add(below);
      } else if (look instanceof Look.Regular regular) {
        if (source.noFileOfSource(below).isEmpty()) {
          visit.file(place, below, regular.stamp());
        }
      } else if (look instanceof Look.Unknown unknown
          && unknown.cause() instanceof AccessDeniedException) {
        visit.closed(place, below);
      }
    }

    /** The daemon's own scan tells of it. */
    @Override
    public void refused(String harmless) {}
  }
}
