// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Known;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.routes.steps.NewSighting;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * Looks at names of a source, a chunk at a time: the journal is asked which of them are finished,
 * only the others are stat'ed. Immutable.
 */
final class Sighter {

  /**
   * A name in a directory.
   *
   * @param note of its directory
   * @param path below the source
   * @param eager an event named it: it is looked at even if it is finished
   * @param seen what the listing said of it, where listings do; then there is nothing to be spared
   */
  record Name(DirectoryNote note, RawPath path, Path place, boolean eager, @Nullable Look seen) {

    private boolean alsoFinished() {
      return eager || seen != null;
    }
  }

  /**
   * What a chunk of names gave.
   *
   * @param sightings files that the journal does not know like this
   * @param directories to be read next
   * @param gone registered files at whose path nothing is
   * @param goneNames what no file is known of, and is not there
   */
  record Seen(
      List<Sighting> sightings,
      List<Folder> directories,
      List<FileKey> gone,
      List<Folder> goneNames) {

    private Seen() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Source source;
  private final Journal journal;
  private final NameFilter filter;
  private final Clock clock;

  Sighter(Source source, Journal journal, NameFilter filter, Clock clock) {
    this.source = source;
    this.journal = journal;
    this.filter = filter;
    this.clock = clock;
  }

  Seen look(List<Name> names) {
    Map<RawPath, Known> known = new HashMap<>();
    List<RawPath> paths = names.stream().map(Name::path).toList();
    journal.known(source.name(), paths).forEach(k -> known.put(k.path(), k));
    Seen seen = new Seen();
    try (DiskVisit visit = source.disk().visit(paths)) {
      for (Name name : names) {
        Known k = known.get(name.path());
        if (k == null || name.alsoFinished() || !isFinished(k.state())) {
          look(name, k, visit, seen);
        }
      }
    }
    return seen;
  }

  /** Finished files are not stat'ed. A quarantined one may be mended, and is looked at. */
  private static boolean isFinished(FileState state) {
    return switch (state) {
      case REGISTERED, PROTECTED, SAFE, RELEASED -> true;
      case SIGHTED, SETTLED, DIGESTED, QUARANTINED, VANISHED -> false;
    };
  }

  private void look(Name name, @Nullable Known known, DiskVisit visit, Seen seen) {
    Look look = name.seen() == null ? visit.lookAt(name.place()) : name.seen();
    if (look instanceof Look.Regular regular) {
      filter
          .noFileOfSource(name.path())
          .ifPresentOrElse(
              kind -> name.note().ignore(kind),
              () -> regular(name, known, regular.stamp(), visit).ifPresent(seen.sightings()::add));
    } else if (look instanceof Look.Directory) {
      Folder below = new Folder(name.path(), name.place());
      name.note().subdirectory(below);
      seen.directories().add(below);
    } else if (look instanceof Look.Other other) {
      name.note().ignore(other.kind());
    } else if (look instanceof Look.Gone) {
      gone(name, known, seen);
    } else if (look instanceof Look.Unknown) {
      name.note().ignore("unreadable");
      name.note().unfinished();
    }
  }

  private void gone(Name name, @Nullable Known known, Seen seen) {
    if (known == null) {
      seen.goneNames().add(new Folder(name.path(), name.place()));
    } else if (isFinished(known.state())) {
      seen.gone().add(new FileKey(source.name(), name.path()));
    }
  }

  private Optional<Sighting> regular(
      Name name, @Nullable Known known, FileStamp stamp, DiskVisit visit) {
    if (known == null || !isFinished(known.state())) {
      name.note().unfinished();
    }
    boolean waits = known == null || known.state() == FileState.SIGHTED;
    boolean marked = waits && source.markerStamp(name.path(), visit).isPresent();
    boolean news =
        known == null
            || marked
            || known.state() == FileState.VANISHED
            || Look.change(known.stamp(), stamp).isPresent();
    return news ? Optional.of(sighting(name.path(), stamp, marked)) : Optional.empty();
  }

  private Sighting sighting(RawPath path, FileStamp stamp, boolean marked) {
    Instant now = clock.instant();
    Instant modified = Instant.ofEpochSecond(0, stamp.mtimeNanos());
    boolean live = !modified.isBefore(now.minus(source.settings().discovery().liveWindow()));
    Sighting seen = NewSighting.of(source, path, stamp, live ? Lane.LIVE : Lane.BACKLOG, now);
    return marked
        ? new Sighting(seen.key(), seen.stamp(), seen.lane(), seen.did(), seen.due(), true)
        : seen;
  }
}
